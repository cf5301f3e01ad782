import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ListItemText from '@material-ui/core/ListItemText';
import MenuItem from '@material-ui/core/MenuItem';
import { forwardRef } from 'react';
import { useMayCreate } from '../../hooks/useMayCreate';
import { stagingsTranslationRef } from '../../translations/ref';

interface CloneEntryProps {
  entityRef: string;
  onClick(): void;
}

/**
 * The entry of the menu that begins another staging like this one. Only an open menu asks for the permission:
 * a list has many menus.
 */
export const CloneEntry = forwardRef<HTMLLIElement, CloneEntryProps>(
  ({ entityRef, ...item }, ref) => {
    const { t } = useTranslationRef(stagingsTranslationRef);
    const mayCreate = useMayCreate(entityRef);
    return (
      <MenuItem ref={ref} dense disabled={mayCreate === false} {...item}>
        <ListItemText
          primary={t('actions.clone')}
          secondary={mayCreate === false && t('actions.refusedByPermission')}
        />
      </MenuItem>
    );
  },
);
