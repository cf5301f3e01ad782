import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { PreviewObject } from 'backstage-plugin-stagings-common';
import { useState } from 'react';
import { stagingsTranslationRef } from '../../translations/ref';
import { PreviewObjectItem } from './PreviewObjectItem';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
});

/** What happens to each object; those to which nothing happens are folded. */
export function PreviewObjects({ objects }: { objects: PreviewObject[] }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const [showAll, setShowAll] = useState(false);
  const unchanged = objects.filter(({ action }) => action === 'unchanged');
  const shown = showAll
    ? objects
    : objects.filter(({ action }) => action !== 'unchanged');
  return (
    <div>
      <ul className={classes.list} aria-label={t('preview.objectsTitle')}>
        {shown.map(object => (
          <PreviewObjectItem key={identityOf(object)} object={object} />
        ))}
      </ul>
      {unchanged.length > 0 && (
        <Button
          size="small"
          aria-expanded={showAll}
          onClick={() => setShowAll(!showAll)}
        >
          {showAll
            ? t('preview.hideUnchanged')
            : t('preview.showUnchanged', { count: unchanged.length })}
        </Button>
      )}
    </div>
  );
}

function identityOf(object: PreviewObject): string {
  const { apiVersion, kind, namespace, name, action } = object;
  return [apiVersion, kind, namespace, name, action].join(' ');
}
