import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import AddIcon from '@material-ui/icons/Add';
import { useMayCreate } from '../../hooks/useMayCreate';
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
  const mayCreate = useMayCreate(entityRef);
  return (
    <Tooltip title={mayCreate === false ? t('tab.newForbidden') : ''}>
      <span>
        <Button
          variant="contained"
          color="primary"
          startIcon={<AddIcon />}
          disabled={!mayCreate}
          onClick={onClick}
        >
          {t('tab.new')}
        </Button>
      </span>
    </Tooltip>
  );
}
