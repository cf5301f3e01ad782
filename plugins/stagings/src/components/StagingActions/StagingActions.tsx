import {
  StagingAction,
  StagingSummary,
} from 'backstage-plugin-stagings-common';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { detailSearch } from '../StagingDetail/detailSearch';
import { withNewStaging } from '../StagingPanel/newStagingLink';
import { ActionDialog, ConfirmedAction } from './ActionDialog';
import { StagingActionMenu } from './StagingActionMenu';

interface StagingActionsProps {
  staging: StagingSummary;
  /** Where the staging's detail is, relative to the current route. */
  detailPath: string;
}

/** The menu of a staging together with what its entries open. */
export function StagingActions({ staging, detailPath }: StagingActionsProps) {
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const [asked, setAsked] = useState<ConfirmedAction>();

  const choose = (action: StagingAction) => {
    switch (action) {
      case 'readLogs':
        navigate({ pathname: detailPath, search: detailSearch.logs });
        break;
      case 'update':
        navigate({ pathname: detailPath, search: detailSearch.edit });
        break;
      default:
        setAsked(action);
    }
  };

  return (
    <>
      <StagingActionMenu
        staging={staging}
        onChoose={choose}
        onClone={() => setParams(withNewStaging(params, { from: staging.id }))}
      />
      {asked && (
        <ActionDialog
          staging={staging}
          action={asked}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}
