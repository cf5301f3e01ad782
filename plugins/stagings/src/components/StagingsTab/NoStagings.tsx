import { CodeSnippet } from '@backstage/core-components';
import { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import Typography from '@material-ui/core/Typography';
import { ReactNode } from 'react';
import { useMayCreate } from '../../hooks/useMayCreate';
import { stagingsTranslationRef } from '../../translations/ref';
import { EmptyMessage } from '../StagingsTable/EmptyMessage';
import { BranchesPicture } from './BranchesPicture';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(3) },
}));

interface NoStagingsProps {
  entityRef: string;
  action: ReactNode;
}

/** What a staging is, and the way to the first one, or why there is none for this person. */
export function NoStagings({ entityRef, action }: NoStagingsProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const mayCreate = useMayCreate(entityRef);
  return (
    <EmptyMessage
      picture={<BranchesPicture />}
      title={t('empty.title')}
      text={t('empty.text')}
      action={
        <>
          {action}
          {mayCreate === false && (
            <Alert severity="info">{t('empty.forbidden')}</Alert>
          )}
        </>
      }
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
