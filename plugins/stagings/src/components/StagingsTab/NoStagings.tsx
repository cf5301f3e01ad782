import { CodeSnippet } from '@backstage/core-components';
import { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ReactNode } from 'react';
import { stagingsTranslationRef } from '../../translations/ref';
import { EmptyMessage } from '../StagingsTable/EmptyMessage';
import { BranchesPicture } from './BranchesPicture';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(3) },
}));

/** What a staging is, and the way to the first one. */
export function NoStagings({ action }: { action: ReactNode }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  return (
    <EmptyMessage
      picture={<BranchesPicture />}
      title={t('empty.title')}
      text={t('empty.text')}
      action={action}
    />
  );
}

/** That no template selects the component, and the configuration that would. */
export function NoTemplate({ entity }: { entity: Entity }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const kind = entity.kind.toLocaleLowerCase('en-US');
  const type = String(entity.spec?.type ?? '');
  return (
    <Paper variant="outlined" className={classes.root}>
      <Typography variant="h6" component="h3">
        {t('empty.noTemplateTitle')}
      </Typography>
      <Typography color="textSecondary" paragraph>
        {t('empty.noTemplateText', { kind, type })}
      </Typography>
      <CodeSnippet
        language="yaml"
        text={templateFor(kind, type)}
        showCopyCodeButton
      />
    </Paper>
  );
}

function templateFor(kind: string, type: string): string {
  return `stagings:
  templates:
    - name: web
      title: Web service
      entityFilter:
        kind: ${kind}
        spec.type: ${type}`;
}
