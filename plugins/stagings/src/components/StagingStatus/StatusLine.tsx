import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { StagingSummary } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { Elapsed } from '../Time/Elapsed';
import { conditionOf } from './condition';
import { StatusSentence } from './StatusSentence';

const useStyles = makeStyles(theme => ({
  root: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    lineHeight: 1.5,
    color: theme.palette.text.secondary,
    [theme.breakpoints.down('sm')]: { whiteSpace: 'normal' },
  },
  word: {
    color: theme.palette.text.primary,
    fontWeight: 600,
  },
}));

/** The state of a staging in one line: the word, and the sentence that says why. */
export function StatusLine({ staging }: { staging: StagingSummary }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const condition = conditionOf(staging.status);
  const calm = condition === 'running' && staging.status.health === 'healthy';
  return (
    <div
      className={classes.root}
      title={calm ? undefined : staging.status.message}
    >
      <span className={classes.word}>{t(`condition.${condition}`)}</span>
      {!calm && (
        <>
          {' · '}
          <StatusSentence staging={staging} />
        </>
      )}
      {condition === 'starting' && (
        <>
          {' · '}
          <Elapsed since={staging.updatedAt} />
        </>
      )}
    </div>
  );
}
