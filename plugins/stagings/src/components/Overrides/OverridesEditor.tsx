import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { OverrideKeysQuery } from 'backstage-plugin-stagings-common';
import { problemAt, Refusal } from '../../api/refusal';
import { useOverrideKeys } from '../../hooks/useOverrideKeys';
import { stagingsTranslationRef } from '../../translations/ref';
import { ReadFailure } from '../LiveData/ReadFailure';
import { OverridesList } from './OverridesList';
import { draftOverrides, OverridesDraft, switchView } from './overridesDraft';
import { OverridesYaml } from './OverridesYaml';
import { useUndo } from './useUndo';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  bar: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  spacer: { flexGrow: 1 },
}));

interface OverridesEditorProps {
  draft: OverridesDraft;
  onChange(draft: OverridesDraft): void;
  template: string;
  query: OverrideKeysQuery;
  refusal?: Refusal;
}

/** Changes to the template's own values: one by one with suggestions, or as YAML. */
export function OverridesEditor(props: OverridesEditorProps) {
  const { draft, onChange, template, query, refusal } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const keys = useOverrideKeys(template, query, true);
  const { change, undo } = useUndo(draft, onChange);
  const other = switchView(draft);
  const isEmpty =
    draft.view === 'list' ? draft.entries.length === 0 : draft.text === '';
  const problem = keys.data?.problem;

  return (
    <div className={classes.root}>
      <Typography variant="body2" color="textSecondary">
        {t('overrides.explain')}
      </Typography>
      <ReadFailure live={keys} title={t('overrides.keysFailed')} />
      {problem && <Alert severity="info">{problem.message}</Alert>}
      {draft.view === 'list' ? (
        <OverridesList
          entries={draft.entries}
          keys={keys.data}
          refusal={refusal}
          onChange={(entries, field) =>
            change({ view: 'list', entries }, field)
          }
        />
      ) : (
        <OverridesYaml
          text={draft.text}
          refusal={problemAt(refusal, 'overrides')}
          onChange={text => change({ view: 'yaml', text }, 'yaml')}
        />
      )}
      <div className={classes.bar}>
        <Button
          size="small"
          disabled={!other}
          onClick={() => other && onChange(other)}
        >
          {draft.view === 'list'
            ? t('overrides.showYaml')
            : t('overrides.showList')}
        </Button>
        <span className={classes.spacer} />
        <Button size="small" disabled={!undo} onClick={undo}>
          {t('overrides.undo')}
        </Button>
        <Button
          size="small"
          disabled={isEmpty}
          onClick={() => change(emptied(draft))}
        >
          {t('overrides.resetAll')}
        </Button>
      </div>
    </div>
  );
}

function emptied({ view }: OverridesDraft): OverridesDraft {
  return view === 'list' ? draftOverrides({}) : { view, text: '' };
}
