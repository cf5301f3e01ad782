import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { StagingList } from 'backstage-plugin-stagings-common';
import { ReactNode, useState } from 'react';
import { Live } from '../../hooks/useLiveQuery';
import { useStagings } from '../../hooks/useStagings';
import { stagingsTranslationRef } from '../../translations/ref';
import { Freshness } from '../LiveData/Freshness';
import { ReadFailure } from '../LiveData/ReadFailure';
import { EmptyList } from './EmptyList';
import { ListToolbar } from './ListToolbar';
import { useListSearch } from './listSearch';
import { StagingsTable } from './StagingsTable';
import { TableSkeleton } from './TableSkeleton';

const useStyles = makeStyles(theme => ({
  root: {
    fontFamily: theme.typography.fontFamily,
    fontSize: theme.typography.body2.fontSize,
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5),
  },
  title: { flexGrow: 1, minWidth: 200 },
  // Holds the place of the freshness, so that nothing moves when it comes.
  freshness: { minHeight: '1.25rem' },
  more: { justifySelf: 'center' },
}));

interface StagingsListProps {
  title?: string;
  /** Only the stagings of this component; else of all, with a column for it. */
  entityRef?: string;
  /** The button that creates one; a list that is empty has it in `empty` instead. */
  action?: ReactNode;
  /** What to say where there is not one staging. */
  empty: ReactNode;
}

/** Stagings with search, filter, freshness, and a word for every state in which there are none to show. */
export function StagingsList(props: StagingsListProps) {
  const { title, entityRef, action, empty } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const search = useListSearch();
  const [pages, setPages] = useState(1);
  const lists = {
    active: useStagings({ entityRef, q: search.q, state: 'active', pages }),
    archived: useStagings({ entityRef, q: search.q, state: 'archived', pages }),
  };
  const shown = lists[search.state];
  const teaches =
    search.state === 'active' && !search.q && shown.data?.items.length === 0;

  return (
    <section className={classes.root} aria-label={title ?? t('page.title')}>
      <div className={classes.head}>
        <div className={classes.title}>
          {title && (
            <Typography variant="h5" component="h2">
              {title}
            </Typography>
          )}
          <div className={classes.freshness}>
            {shown.seenAt && <Freshness seenAt={shown.seenAt} />}
          </div>
        </div>
        <ListToolbar
          search={search}
          counts={{
            active: lists.active.data?.totalItems,
            archived: lists.archived.data?.totalItems,
          }}
        />
        {!teaches && action}
      </div>
      <ReadFailure live={shown} title={t('live.failed')} />
      <ListBody live={shown} withComponent={!entityRef}>
        <EmptyList search={search}>{empty}</EmptyList>
      </ListBody>
      {shown.data?.nextCursor && (
        <Button
          className={classes.more}
          onClick={() => setPages(count => count + 1)}
        >
          {t('tab.more')}
        </Button>
      )}
    </section>
  );
}

interface ListBodyProps {
  live: Live<StagingList>;
  withComponent: boolean;
  /** What is shown when the list is known to be empty. */
  children: ReactNode;
}

function ListBody({ live, withComponent, children }: ListBodyProps) {
  if (!live.data) {
    return live.error ? null : (
      <Paper variant="outlined">
        <TableSkeleton />
      </Paper>
    );
  }
  if (live.data.items.length === 0) return <>{children}</>;
  return (
    <StagingsTable stagings={live.data.items} withComponent={withComponent} />
  );
}
