import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import RestoreIcon from '@material-ui/icons/Restore';
import { Operation, Staging } from 'backstage-plugin-stagings-common';
import { ReactNode, useState } from 'react';
import { stagingsTranslationRef } from '../../../translations/ref';
import { ChangeList } from '../Configuration/ChangeList';
import { ArtifactList } from './ArtifactList';
import { GoBackDialog } from './GoBackDialog';
import { OperationLog } from './OperationLog';

const useStyles = makeStyles(theme => ({
  button: { marginTop: theme.spacing(2) },
}));

interface OperationDetailsProps {
  staging: Staging;
  operation: Operation;
}

/** All about one operation: what it changed and deployed, its log, and the way back to its configuration. */
export function OperationDetails(props: OperationDetailsProps) {
  const { staging, operation } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const [isGoingBack, setGoingBack] = useState(false);
  const { revision, changes, artifacts = [] } = operation;
  const mayGoBack =
    revision !== staging.revision && staging.allowedActions.includes('update');
  return (
    <>
      {changes.length > 0 && (
        <Part title={t('activity.changes')}>
          <ChangeList changes={changes} />
        </Part>
      )}
      {artifacts.length > 0 && (
        <Part title={t('activity.artifacts')}>
          <ArtifactList artifacts={artifacts} />
        </Part>
      )}
      <Part title={t('activity.log')}>
        <OperationLog operation={operation} />
      </Part>
      {mayGoBack && (
        <Button
          className={classes.button}
          variant="outlined"
          size="small"
          startIcon={<RestoreIcon />}
          onClick={() => setGoingBack(true)}
        >
          {t('activity.goBack', { revision: String(revision) })}
        </Button>
      )}
      {isGoingBack && (
        <GoBackDialog
          staging={staging}
          revision={revision}
          onClose={() => setGoingBack(false)}
        />
      )}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <Typography variant="subtitle2" component="h3">
        {title}
      </Typography>
      {children}
    </section>
  );
}
