import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  ListStagingsQuery,
  StagingList,
} from 'backstage-plugin-stagings-common';
import { ReactNode, useState } from 'react';
import { useStagings } from '../../hooks/useStagings';
import { stagingsTranslationRef } from '../../translations/ref';
import { Freshness } from '../LiveData/Freshness';
import { ReadFailure } from '../LiveData/ReadFailure';
import { countByState, queryOf } from '../StagingStatus/conditionQuery';
import { StagingColumn } from './columns';
import { EmptyList } from './EmptyList';
import { ListBody } from './ListBody';
import { ListToolbar } from './ListToolbar';
import { isNarrowed, ListSearch, useListSearch } from './listSearch';

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
  tools: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    // The one thing to do stays beside the title; what narrows the list down stands above the list.
    [theme.breakpoints.down('md')]: {
      order: 1,
      flexBasis: '100%',
      flexWrap: 'wrap',
    },
  },
  // Holds the place of the freshness, so that nothing moves when it comes.
  freshness: { minHeight: '1.25rem' },
  more: { justifySelf: 'center' },
}));

interface StagingsListProps {
  title?: string;
  columns: readonly StagingColumn[];
  /** Which stagings the list is of, besides what people search for; undefined while that is not known. */
  scope:
    | Pick<ListStagingsQuery, 'entityRef' | 'owner' | 'createdBy'>
    | undefined;
  /** The button that creates one; a list that is empty has it in `empty` instead. */
  action?: ReactNode;
  /** More ways to choose what is listed, given what there is. */
  filters?(search: ListSearch, list: StagingList | undefined): ReactNode;
  /** What to say where there is not one staging. */
  empty: ReactNode;
}

/** Stagings with search, filters, freshness, and a word for every state in which there are none to show. */
export function StagingsList(props: StagingsListProps) {
  const { title, columns, scope, action, filters, empty } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const search = useListSearch();
  const [pages, setPages] = useState(1);
  const live = useStagings(scope && { ...scope, ...asked(search), pages });
  const counts = live.data && countByState(live.data.counts);
  const teaches =
    live.data?.items.length === 0 &&
    search.state === 'active' &&
    !isNarrowed(search);

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
            {live.seenAt && <Freshness seenAt={live.seenAt} />}
          </div>
        </div>
        <div className={classes.tools}>
          <ListToolbar search={search} counts={counts} />
        </div>
        {!teaches && action}
      </div>
      {filters?.(search, live.data)}
      <ReadFailure live={live} title={t('live.failed')} />
      <ListBody live={live} search={search} columns={columns}>
        <EmptyList
          search={search}
          counts={counts ?? { active: 0, archived: 0 }}
          action={action}
        >
          {empty}
        </EmptyList>
      </ListBody>
      {live.data?.nextCursor && (
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

function asked(search: ListSearch): ListStagingsQuery {
  const { state, q, template, cluster, status } = search;
  return {
    state,
    q: q || undefined,
    template: template || undefined,
    cluster: cluster || undefined,
    ...(status && queryOf(status)),
  };
}
