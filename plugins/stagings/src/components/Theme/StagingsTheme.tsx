import { alpha, Theme, ThemeProvider } from '@material-ui/core/styles';
import type {} from '@material-ui/lab/themeAugmentation';
import { ReactNode } from 'react';

/** The portal's theme with what all of our screens do in the same way. */
export function StagingsTheme({ children }: { children: ReactNode }) {
  return <ThemeProvider theme={withOurWays}>{children}</ThemeProvider>;
}

function withOurWays(theme: Theme): Theme {
  const { palette } = theme;
  return {
    ...theme,
    // Material UI's own is too pale for small text on the grey of a page.
    palette: {
      ...palette,
      text: { ...palette.text, secondary: alpha(palette.text.primary, 0.7) },
    },
    props: {
      ...theme.props,
      // A ripple fails on what has the keyboard as it appears, such as the button behind a dialog that closes.
      MuiButtonBase: { ...theme.props?.MuiButtonBase, disableRipple: true },
      MuiTextField: { variant: 'outlined', size: 'small' },
    },
    overrides: {
      ...theme.overrides,
      MuiButtonBase: { root: outlineOf(theme, -2) },
      MuiButton: {
        ...theme.overrides?.MuiButton,
        root: {
          ...theme.overrides?.MuiButton?.root,
          ...outlineOf(theme, 2),
          textTransform: 'none',
        },
      },
      MuiTab: {
        ...theme.overrides?.MuiTab,
        root: {
          ...theme.overrides?.MuiTab?.root,
          // The portal's own is white on its dark theme.
          '&:hover': { backgroundColor: palette.action.hover },
        },
      },
      MuiToggleButton: { root: { textTransform: 'none' } },
      ...(palette.type === 'dark' && { MuiAlert: calmAlerts(theme) }),
    },
  };
}

/** Shows where the keyboard is. */
function outlineOf(theme: Theme, outlineOffset: number) {
  return {
    '&.Mui-focusVisible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset,
    },
  };
}

/** Material UI's own are nearly black, which shouts on a dark page. */
function calmAlerts({ palette }: Theme) {
  const tinted = (colour: string) => ({
    color: palette.text.primary,
    backgroundColor: alpha(colour, 0.16),
  });
  return {
    standardError: tinted(palette.error.main),
    standardWarning: tinted(palette.warning.main),
    standardInfo: tinted(palette.info.main),
    standardSuccess: tinted(palette.success.main),
  };
}
