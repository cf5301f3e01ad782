import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  StagingCommand,
  StagingSummary,
} from 'backstage-plugin-stagings-common';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { stagingsTranslationRef } from '../../translations/ref';
import { CommandDialog } from '../StagingActions/CommandDialog';
import { StagingActions } from '../StagingActions/StagingActions';
import { nextStepOf } from '../StagingStatus/nextStep';
import { detailSearch } from './detailSearch';

const COMMANDS: StagingCommand[] = ['redeploy', 'cancel', 'archive', 'restore'];

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
}));

/** The allowed actions as buttons, without the one that the status offers already, and the menu with all of them. */
export function DetailActions({ staging }: { staging: StagingSummary }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<StagingCommand>();
  const { allowedActions } = staging;
  const offered = nextStepOf(staging);
  const commands = COMMANDS.filter(
    command =>
      allowedActions.includes(command) &&
      !(offered?.kind === 'command' && offered.command === command),
  );
  return (
    <div className={classes.root}>
      {allowedActions.includes('update') && (
        <Button
          size="small"
          variant="outlined"
          onClick={() => navigate({ search: detailSearch.edit })}
        >
          {t('configuration.edit')}
        </Button>
      )}
      {commands.map(command => (
        <Button
          key={command}
          size="small"
          variant="outlined"
          onClick={() => setAsked(command)}
        >
          {t(`actions.${command}`)}
        </Button>
      ))}
      <StagingActions staging={staging} detailPath="." />
      {asked && (
        <CommandDialog
          staging={staging}
          command={asked}
          onClose={() => setAsked(undefined)}
        />
      )}
    </div>
  );
}
