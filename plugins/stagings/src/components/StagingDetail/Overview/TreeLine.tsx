import { makeStyles } from '@material-ui/core/styles';
import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import { ResourceNode, StagingAction } from 'backstage-plugin-stagings-common';
import { KeyboardEvent, memo, useEffect, useRef } from 'react';
import { CalmContent } from './CalmContent';
import { ContainerContent } from './ContainerContent';
import { ObjectContent } from './ObjectContent';
import { TreeRow } from './treeBranches';

/** How far a line stands to the right of the one above it, in pixels. */
const INDENT = 24;

const useStyles = makeStyles(theme => ({
  line: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0.5, 0.5),
    borderRadius: theme.shape.borderRadius,
    borderBottom: `1px solid ${theme.palette.divider}`,
    overflowWrap: 'anywhere',
    '&:hover': { backgroundColor: theme.palette.action.hover },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: -2,
    },
  },
  fold: {
    flexShrink: 0,
    margin: '2px 0',
    fontSize: '1.25rem',
    color: theme.palette.text.secondary,
    transition: theme.transitions.create('transform', { duration: 120 }),
    '@media (prefers-reduced-motion: reduce)': { transition: 'none' },
  },
  open: { transform: 'rotate(90deg)' },
  leaf: { visibility: 'hidden' },
}));

interface TreeLineProps {
  row: TreeRow;
  /** Whether the keyboard is here; buttons of other lines are left out by Tab. */
  isCurrent: boolean;
  allowedActions: StagingAction[];
  onToggle(row: TreeRow): void;
  onFocus(id: string): void;
  onKeyDown(event: KeyboardEvent): void;
  onInspect(node: ResourceNode): void;
  onRestart(node: ResourceNode): void;
}

/** One line of the tree. */
export const TreeLine = memo((props: TreeLineProps) => {
  const { row, isCurrent, onToggle, onFocus, onKeyDown } = props;
  const classes = useStyles();
  const element = useRef<HTMLLIElement>(null);

  useEffect(() => {
    // The keyboard moves within the tree only; otherwise a read would draw the focus here.
    const tree = element.current?.parentElement;
    const active = document.activeElement;
    const isInTree = active?.parentElement === tree && active !== tree;
    if (isCurrent && isInTree) element.current?.focus();
  }, [isCurrent]);

  const folding = row.isOpen ? classes.open : '';
  const chevron = row.isOpen === undefined ? classes.leaf : folding;
  return (
    <li
      ref={element}
      className={classes.line}
      style={{
        paddingLeft: (row.level - 1) * INDENT + 4,
        cursor: row.isOpen === undefined ? undefined : 'pointer',
      }}
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={row.isOpen}
      aria-selected={isCurrent}
      tabIndex={isCurrent ? 0 : -1}
      onFocus={() => onFocus(row.id)}
      onKeyDown={onKeyDown}
      onClick={event => {
        if (!isControl(event.target)) onToggle(row);
      }}
    >
      <ChevronRightIcon className={`${classes.fold} ${chevron}`} aria-hidden />
      <Content {...props} />
    </li>
  );
});
TreeLine.displayName = 'TreeLine';

/** Buttons and links in a line do their own thing. */
function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button, a') !== null;
}

function Content(props: TreeLineProps) {
  const { row, isCurrent, allowedActions } = props;
  const { entry } = row;
  switch (entry.type) {
    case 'calm':
      return <CalmContent count={entry.count} />;
    case 'container':
      return (
        <ContainerContent
          pod={entry.pod}
          container={entry.container}
          mayReadLogs={allowedActions.includes('readLogs')}
          isCurrent={isCurrent}
        />
      );
    default:
      return (
        <ObjectContent
          node={entry.node}
          isApplied={entry.isApplied}
          allowedActions={allowedActions}
          isCurrent={isCurrent}
          onInspect={props.onInspect}
          onRestart={props.onRestart}
        />
      );
  }
}
