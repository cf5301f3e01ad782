import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { JsonObject } from '@backstage/types';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { Staging } from 'backstage-plugin-stagings-common';
import { useState } from 'react';
import { stagingsTranslationRef } from '../../translations/ref';
import { printKey } from '../Overrides/keyText';
import { useActorName } from '../People/useActorName';
import { RelativeTime } from '../Time/RelativeTime';
import { ConflictChoice } from './ConflictChoice';
import { printSide } from './printSide';
import { changesBetween, conflictsOf, rebase } from './threeWay';

const useStyles = makeStyles(theme => ({
  message: { minWidth: 0, overflowWrap: 'anywhere' },
  list: { margin: theme.spacing(1, 0), paddingLeft: theme.spacing(2.5) },
}));

interface MergeNoticeProps {
  /** The staging as it is now. */
  newer: Staging;
  /** The inputs that the form began with, what it says now, and what they are meanwhile. */
  base: JsonObject;
  mine: JsonObject;
  theirs: JsonObject;
  onMerge(merged: JsonObject): void;
}

/** Tells who changed what while the form was open, and puts the form's changes on top of it. */
export function MergeNotice(props: MergeNoticeProps) {
  const { newer, base, mine, theirs, onMerge } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const actorName = useActorName();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const conflicts = conflictsOf(base, mine, theirs);

  return (
    <Alert severity="warning" classes={{ message: classes.message }}>
      <AlertTitle>
        {t('merge.title', { actor: actorName(newer.updatedBy) })}
        {' · '}
        <RelativeTime at={newer.updatedAt} />
      </AlertTitle>
      <ul className={classes.list}>
        {changesBetween(base, theirs).map(({ path, from, to }) => (
          <li key={printKey(path)}>
            {t('merge.change', {
              field: printKey(path),
              from: printSide(from, t('merge.nothing')),
              to: printSide(to, t('merge.nothing')),
            })}
          </li>
        ))}
      </ul>
      {conflicts.map(conflict => (
        <ConflictChoice
          key={printKey(conflict.path)}
          conflict={conflict}
          isLeft={left.has(printKey(conflict.path))}
          onChoose={isLeft =>
            setLeft(withKey(left, printKey(conflict.path), isLeft))
          }
        />
      ))}
      <Button
        size="small"
        variant="outlined"
        color="inherit"
        onClick={() => onMerge(rebase(base, mine, theirs, left))}
      >
        {t('merge.merge')}
      </Button>
    </Alert>
  );
}

function withKey(keys: ReadonlySet<string>, key: string, isIn: boolean) {
  const others = [...keys].filter(other => other !== key);
  return new Set(isIn ? [...others, key] : others);
}
