import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import CheckIcon from '@material-ui/icons/CheckCircleOutline';
import HelpIcon from '@material-ui/icons/HelpOutline';
import HourglassIcon from '@material-ui/icons/HourglassEmpty';
import { PreviewImage } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';

const icons = {
  exists: CheckIcon,
  missing: HourglassIcon,
  unverified: HelpIcon,
};

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.25, 0),
  },
  text: { minWidth: 0, overflowWrap: 'anywhere' },
  image: { fontFamily: 'monospace' },
  exists: { color: theme.palette.success.main },
  missing: { color: theme.palette.warning.main },
  unverified: { color: theme.palette.text.secondary },
}));

/** The images that the deploy pulls, and whether they are there. */
export function PreviewImages({ images }: { images: PreviewImage[] }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  return (
    <ul className={classes.list} aria-label={t('preview.imagesTitle')}>
      {images.map(({ image, state, reason }) => {
        const Icon = icons[state];
        return (
          <li key={image} className={classes.item}>
            <Icon fontSize="small" className={classes[state]} aria-hidden />
            <div className={classes.text}>
              <Typography variant="body2" className={classes.image}>
                {image}
              </Typography>
              <Typography variant="caption" color="textSecondary">
                {t(`preview.image.${state}`)}
                {reason && ` · ${reason}`}
              </Typography>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
