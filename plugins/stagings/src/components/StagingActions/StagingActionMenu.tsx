import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import ListItemText from '@material-ui/core/ListItemText';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import MoreVertIcon from '@material-ui/icons/MoreVert';
import {
  StagingAction,
  StagingSummary,
} from 'backstage-plugin-stagings-common';
import { useState } from 'react';
import { stagingsTranslationRef } from '../../translations/ref';
import { conditionOf } from '../StagingStatus/condition';
import { CloneEntry } from './CloneEntry';
import { menuOf } from './refusals';

interface StagingActionMenuProps {
  staging: StagingSummary;
  onChoose(action: StagingAction): void;
  /** Begins a new staging like this one. */
  onClone(): void;
}

/** The ⋮ of a staging: what can be done with it now, and why the rest cannot. */
export function StagingActionMenu(props: StagingActionMenuProps) {
  const { staging, onChoose, onClone } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const [anchor, setAnchor] = useState<HTMLElement>();
  const entries = menuOf(staging);
  if (entries.length === 0) return null;

  const refusals = {
    phase: t('actions.refusedByPhase', {
      condition: t(
        `condition.${conditionOf({ ...staging.status, health: 'healthy' })}`,
      ),
    }),
    permission: t('actions.refusedByPermission'),
  };
  const label = t('actions.menu', { name: staging.name });
  return (
    <>
      <IconButton
        size="small"
        aria-label={label}
        aria-haspopup="menu"
        onClick={event => setAnchor(event.currentTarget)}
      >
        <MoreVertIcon />
      </IconButton>
      <Menu
        open={!!anchor}
        anchorEl={anchor}
        onClose={() => setAnchor(undefined)}
        MenuListProps={{ 'aria-label': label }}
      >
        {entries.map(({ action, refusedBy }) => (
          <MenuItem
            key={action}
            dense
            disabled={!!refusedBy}
            onClick={() => {
              setAnchor(undefined);
              onChoose(action);
            }}
          >
            <ListItemText
              primary={t(`actions.${action}`)}
              secondary={refusedBy && refusals[refusedBy]}
            />
          </MenuItem>
        ))}
        <CloneEntry
          entityRef={staging.entityRef}
          onClick={() => {
            setAnchor(undefined);
            onClone();
          }}
        />
      </Menu>
    </>
  );
}
