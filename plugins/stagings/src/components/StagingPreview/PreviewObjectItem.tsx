import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import AddIcon from '@material-ui/icons/Add';
import EditIcon from '@material-ui/icons/Edit';
import ExpandLessIcon from '@material-ui/icons/ExpandLess';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import HelpIcon from '@material-ui/icons/HelpOutline';
import PauseIcon from '@material-ui/icons/PauseCircleOutline';
import RemoveIcon from '@material-ui/icons/Remove';
import ReplayIcon from '@material-ui/icons/Autorenew';
import SameIcon from '@material-ui/icons/DragHandle';
import { PreviewAction, PreviewObject } from 'backstage-plugin-stagings-common';
import { ComponentType, useState } from 'react';
import { stagingsTranslationRef } from '../../translations/ref';
import { DiffView } from './DiffView';

const icons: Record<PreviewAction, ComponentType<{ fontSize?: 'small' }>> = {
  create: AddIcon,
  change: EditIcon,
  unchanged: SameIcon,
  replace: ReplayIcon,
  remove: RemoveIcon,
  keep: PauseIcon,
  unknown: HelpIcon,
};

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-start',
    gap: theme.spacing(1),
    width: '100%',
    minHeight: 32,
    textAlign: 'left',
    font: 'inherit',
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
  },
  word: {
    width: 96,
    flexShrink: 0,
    [theme.breakpoints.down('xs')]: { width: 'auto' },
  },
  name: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  reason: { paddingLeft: theme.spacing(4) },
  text: { margin: theme.spacing(0.5, 0, 1) },
}));

/** What happens to one object; opened, its difference or all of it. */
export function PreviewObjectItem({ object }: { object: PreviewObject }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const [open, setOpen] = useState(false);
  const { action, kind, name, reason } = object;
  const text = object.diff ?? object.yaml;
  const Icon = icons[action];
  const Fold = open ? ExpandLessIcon : ExpandMoreIcon;
  return (
    <li>
      <ButtonBase
        className={classes.head}
        disabled={!text}
        aria-expanded={text ? open : undefined}
        onClick={() => setOpen(!open)}
      >
        <Icon fontSize="small" />
        <span className={classes.word}>
          {t(`preview.action.${action}`)}
        </span>{' '}
        <span className={classes.name}>
          {kind} {name}
        </span>
        {text && <Fold fontSize="small" />}
      </ButtonBase>
      {reason && (
        <Typography
          variant="body2"
          color="textSecondary"
          className={classes.reason}
        >
          {reason}
        </Typography>
      )}
      {open && text && (
        <div className={classes.text}>
          <DiffView
            text={text}
            isDiff={!!object.diff}
            name={`${kind} ${name}`}
          />
        </div>
      )}
    </li>
  );
}
