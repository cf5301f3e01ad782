import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import {
  StagingCommand,
  StagingSummary,
} from 'backstage-plugin-stagings-common';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { stagingsTranslationRef } from '../../../translations/ref';
import { CommandDialog } from '../../StagingActions/CommandDialog';
import { NextStep, nextStepOf } from '../../StagingStatus/nextStep';
import { detailSearch, searchOfLog, tabOf } from '../detailSearch';

/** The one button that helps with a staging as it is; nothing where there is none. */
export function NextStepButton({ staging }: { staging: StagingSummary }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const navigate = useNavigate();
  const [asked, setAsked] = useState<StagingCommand>();
  const [params] = useSearchParams();
  const isReadingLog = tabOf(params) === 'logs';
  const step = nextStepOf(staging, isReadingLog ? 'log' : undefined);

  const take = (taken: NextStep) => {
    switch (taken.kind) {
      case 'log':
        navigate({ search: searchOfLog(taken.log) });
        break;
      case 'edit':
        navigate({ search: detailSearch.edit });
        break;
      default:
        setAsked(taken.command);
    }
  };
  return (
    <>
      {step && (
        <Button
          variant={isCancel(step) ? 'outlined' : 'contained'}
          color="primary"
          size="small"
          onClick={() => take(step)}
        >
          {labelOf(step)}
        </Button>
      )}
      {asked && (
        <CommandDialog
          staging={staging}
          command={asked}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );

  function labelOf(shown: NextStep): string {
    switch (shown.kind) {
      case 'log':
        return shown.log.container
          ? t('hint.showLogOf', { container: shown.log.container })
          : t('hint.showLog');
      case 'edit':
        return t('hint.editConfiguration');
      default:
        return t(`actions.${shown.command}`);
    }
  }
}

/** To cancel is a way out, not what most people come for: it must not be the loudest thing on the screen. */
function isCancel(step: NextStep): boolean {
  return step.kind === 'command' && step.command === 'cancel';
}
