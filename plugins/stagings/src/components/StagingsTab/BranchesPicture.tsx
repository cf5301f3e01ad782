import { useTheme } from '@material-ui/core/styles';

const BRANCHES = [28, 64, 100];

/** Three branches, each leading to an environment of its own. */
export function BranchesPicture() {
  const { palette } = useTheme();
  return (
    <svg width="220" height="128" viewBox="0 0 220 128" aria-hidden>
      <path
        d="M16 64 H72 M40 64 C60 64 52 28 76 28 H104 M40 64 C60 64 52 100 76 100 H104 M72 64 H104"
        fill="none"
        stroke={palette.text.secondary}
        strokeWidth="2.5"
      />
      <circle cx="16" cy="64" r="7" fill={palette.text.secondary} />
      {BRANCHES.map((y, index) => (
        <g key={y}>
          <rect
            x="104"
            y={y - 13}
            width="100"
            height="26"
            rx="5"
            fill={palette.background.default}
            stroke={index === 1 ? palette.primary.main : palette.divider}
            strokeWidth="2"
          />
          <circle cx="119" cy={y} r="4.5" fill={palette.status.ok} />
          <rect
            x="131"
            y={y - 3}
            width={[52, 60, 44][index]}
            height="6"
            rx="3"
            fill={palette.text.secondary}
            opacity="0.5"
          />
        </g>
      ))}
    </svg>
  );
}
