import SvgIcon from '@material-ui/core/SvgIcon';

/** The picture of a QR code; Material UI's icons have none. */
export function QrIcon() {
  return (
    <SvgIcon fontSize="small" aria-hidden>
      <path d="M3 3h8v8H3zm2 2v4h4V5zm8-2h8v8h-8zm2 2v4h4V5zM3 13h8v8H3zm2 2v4h4v-4zm8-2h3v3h-3zm5 0h3v3h-3zm-2.5 3h2.5v2.5h-2.5zM13 18h3v3h-3zm5 0h3v3h-3z" />
    </SvgIcon>
  );
}
