import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import { StagingLink } from 'backstage-plugin-stagings-common';
import { useState } from 'react';
import { stagingsTranslationRef } from '../../translations/ref';

const useStyles = makeStyles({ button: { minWidth: 0, flexShrink: 0 } });

interface MoreLinksProps {
  /** Of the staging. */
  name: string;
  links: StagingLink[];
}

/** The links that a line has no room for. */
export function MoreLinks({ name, links }: MoreLinksProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const label = t('links.more', { name, count: links.length });
  const close = () => setAnchor(undefined);
  return (
    <>
      <Button
        className={classes.button}
        size="small"
        aria-label={label}
        aria-haspopup="menu"
        onClick={event => setAnchor(event.currentTarget)}
      >
        +{links.length}
      </Button>
      <Menu
        open={!!anchor}
        anchorEl={anchor}
        onClose={close}
        MenuListProps={{ 'aria-label': label }}
      >
        {links.map(link => (
          <MenuItem
            key={link.url}
            dense
            component="a"
            href={link.url}
            target="_blank"
            rel="noopener noreferrer"
            onClick={close}
          >
            {link.title}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
