import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import AddIcon from '@material-ui/icons/Add';
import { stagingCreatePermission } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';

interface NewStagingButtonProps {
  entityRef: string;
  onClick(): void;
}

/** Opens the panel for a new staging; says why not to those who may not create one. */
export function NewStagingButton({
  entityRef,
  onClick,
}: NewStagingButtonProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const { loading, allowed } = usePermission({
    permission: stagingCreatePermission,
    resourceRef: entityRef,
  });
  const forbidden = !loading && !allowed;
  return (
    <Tooltip title={forbidden ? t('tab.newForbidden') : ''}>
      <span>
        <Button
          variant="contained"
          color="primary"
          startIcon={<AddIcon />}
          disabled={!allowed}
          onClick={onClick}
        >
          {t('tab.new')}
        </Button>
      </span>
    </Tooltip>
  );
}
