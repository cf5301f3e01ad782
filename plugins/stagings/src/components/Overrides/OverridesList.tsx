import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { OverrideKeys } from 'backstage-plugin-stagings-common';
import { useState } from 'react';
import { Refusal } from '../../api/refusal';
import { stagingsTranslationRef } from '../../translations/ref';
import { AddOverride } from './AddOverride';
import {
  entryOf,
  kindOf,
  OverrideEntry,
  readEntries,
  withKind,
} from './entries';
import { printKey } from './keyText';
import { OverrideRow } from './OverrideRow';
import { keyFor } from './provenance';

const useStyles = makeStyles(theme => ({
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
}));

interface OverridesListProps {
  entries: OverrideEntry[];
  /** Undefined while they are read. */
  keys: OverrideKeys | undefined;
  refusal?: Refusal;
  /** @param field - which value was typed at; undefined where the list itself changed */
  onChange(entries: OverrideEntry[], field?: string): void;
}

/** The overrides one by one, and a field to add another one. */
export function OverridesList(props: OverridesListProps) {
  const { entries, keys, refusal, onChange } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const [added, setAdded] = useState<string>();
  const read = readEntries(entries);

  const add = (path: string[]) => {
    const name = printKey(path);
    setAdded(name);
    if (entries.some(entry => printKey(entry.path) === name)) return;
    const key = keys?.items.find(item => item.key === name);
    const entry =
      key?.default === undefined || key.default === null
        ? withKind({ path, kind: 'text', text: '' }, kindOf(key?.type))
        : entryOf(path, key.default);
    onChange([...entries, entry]);
  };

  return (
    <>
      {entries.length > 0 && (
        <ul className={classes.list} aria-label={t('overrides.list')}>
          {entries.map(entry => {
            const name = printKey(entry.path);
            return (
              <OverrideRow
                key={name}
                entry={entry}
                known={keyFor(entry.path, keys?.items ?? [])}
                isUnknown={!!keys && isUnknown(entry, keys)}
                problem={
                  'problems' in read ? read.problems.get(name) : undefined
                }
                refusal={refusalAt(refusal, entry)}
                focused={name === added}
                onChange={next =>
                  onChange(
                    entries.map(item => (item === entry ? next : item)),
                    `${next.kind} ${name}`,
                  )
                }
                onReset={() => onChange(entries.filter(item => item !== entry))}
              />
            );
          })}
        </ul>
      )}
      <AddOverride keys={keys} onAdd={add} />
    </>
  );
}

function isUnknown({ path }: OverrideEntry, keys: OverrideKeys): boolean {
  return (
    keys.items.length > 0 &&
    !keys.truncated &&
    keyFor(path, keys.items) === undefined &&
    !keys.items.some(key => key.path[0] === path[0])
  );
}

function refusalAt(
  refusal: Refusal | undefined,
  { path }: OverrideEntry,
): string | undefined {
  const field = `overrides.${path.join('.')}`;
  return refusal?.problems.find(problem => problem.field === field)?.message;
}
