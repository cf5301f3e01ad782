import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { StagingTemplate } from 'backstage-plugin-stagings-common';

const useStyles = makeStyles(theme => ({
  card: {
    alignItems: 'flex-start',
    margin: 0,
    padding: theme.spacing(1, 1.5, 1, 0.5),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    '&:focus-within': { boxShadow: `0 0 0 2px ${theme.palette.primary.main}` },
  },
  chosen: { borderColor: theme.palette.primary.main },
  text: {
    minWidth: 0,
    overflowWrap: 'anywhere',
    paddingTop: theme.spacing(0.5),
  },
}));

interface TemplateCardProps {
  template: StagingTemplate;
  isChosen: boolean;
}

/** One template to choose, as a radio button with all of the card to click on. */
export function TemplateCard({ template, isChosen }: TemplateCardProps) {
  const classes = useStyles();
  const { name, title, description } = template;
  const about = `stagings-template-${name}`;
  return (
    <FormControlLabel
      className={`${classes.card} ${isChosen ? classes.chosen : ''}`}
      value={name}
      control={
        <Radio
          color="primary"
          size="small"
          inputProps={
            { 'aria-label': title, 'aria-describedby': about } as object
          }
        />
      }
      label={
        <span className={classes.text}>
          <Typography variant="body2" component="span" display="block">
            {title}
          </Typography>
          <Typography
            id={about}
            variant="caption"
            component="span"
            display="block"
            color="textSecondary"
          >
            {description}
          </Typography>
        </span>
      }
    />
  );
}
