import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { alpha, makeStyles } from '@material-ui/core/styles';
import { stagingsTranslationRef } from '../../translations/ref';
import { diffLines, plainLines } from './diffLines';

const useStyles = makeStyles(theme => ({
  root: {
    margin: 0,
    maxHeight: 360,
    overflow: 'auto',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    fontFamily: 'monospace',
    fontSize: '0.75rem',
    lineHeight: 1.6,
  },
  lines: {
    display: 'inline-block',
    minWidth: '100%',
    padding: theme.spacing(1, 0),
  },
  line: { display: 'block', whiteSpace: 'pre', padding: theme.spacing(0, 1) },
  added: { backgroundColor: alpha(theme.palette.success.main, 0.18) },
  removed: { backgroundColor: alpha(theme.palette.error.main, 0.18) },
  hunk: { color: theme.palette.text.secondary },
  same: {},
}));

interface DiffViewProps {
  /** Hunks of a unified diff, or a text of its own. */
  text: string;
  isDiff: boolean;
  /** Which object the text is about. */
  name: string;
}

/** A unified diff; added and removed lines differ by their sign as well as by their colour. */
export function DiffView({ text, isDiff, name }: DiffViewProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const lines = isDiff ? diffLines(text) : plainLines(text);
  return (
    <pre
      className={classes.root}
      // Scrolled with the keyboard.
      tabIndex={0}
      role="region"
      aria-label={t('preview.textOf', { name })}
    >
      <code className={classes.lines}>
        {lines.map((line, index) => (
          <span key={index} className={`${classes.line} ${classes[line.kind]}`}>
            {line.text}
            {'\n'}
          </span>
        ))}
      </code>
    </pre>
  );
}
