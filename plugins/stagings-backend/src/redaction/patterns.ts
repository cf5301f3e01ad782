/** What stands before a word that is not part of a longer one. */
const START = '(?<![A-Za-z0-9_])';

/** Tokens that can be told by themselves, since their makers gave them a prefix or a shape. */
const TOKENS = [
  // GitHub, GitLab
  `${START}gh[pousr]_[A-Za-z0-9]{20,255}`,
  `${START}github_pat_[A-Za-z0-9_]{20,255}`,
  `${START}gl[a-z]{2,8}-[A-Za-z0-9_.-]{20,255}`,
  // Ids of AWS keys
  `${START}(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])`,
  // Google
  `${START}AIza[A-Za-z0-9_-]{35}`,
  `${START}ya29\\.[A-Za-z0-9_-]{20,2000}`,
  `${START}GOCSPX-[A-Za-z0-9_-]{20,64}`,
  // Slack
  `${START}xox[a-z]-[A-Za-z0-9-]{10,255}`,
  `${START}xapp-[A-Za-z0-9-]{10,255}`,
  '(?<=hooks\\.slack\\.com/(?:services|workflows|triggers)/)[A-Za-z0-9/_-]{10,255}',
  // Others that pipelines and charts handle
  `${START}(?:npm_|dckr_pat_|pypi-|hvs\\.|sk-ant-|sk-proj-|[rs]k_live_|[rs]k_test_|SG\\.|AGE-SECRET-KEY-1)[A-Za-z0-9_.-]{16,500}`,
  // JSON Web Tokens, with which Kubernetes and most portals sign in
  `${START}eyJ[A-Za-z0-9_-]{8,4000}\\.[A-Za-z0-9_-]{8,8000}(?:\\.[A-Za-z0-9_-]{0,4000}){0,3}`,
  // Private keys, whole or cut off
  '-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:[^]{0,10000}?-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----|[A-Za-z0-9+/=\\s\\\\]{0,10000})',
  // Variables as `env` prints them
  `(?<=${START}[A-Z0-9_]{0,60}(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY)=["']?)[^\\s"']{4,4000}`,
];

/** Secrets that are told by what stands before them, which is written in any case. */
const NAMED = [
  '(?<=aws_?(?:secret_?access_?key|session_?token)["\']?\\s{0,4}[=:]\\s{0,4}["\']?)[A-Za-z0-9/+=]{20,2000}',
  '(?<=(?:AccountKey|SharedAccessKey)=)[A-Za-z0-9/+=]{20,200}',
  // Credentials in addresses: before the host, or in the query
  `(?<=${START}[a-z][a-z0-9+.-]{1,20}://)(?:[^\\s/?#@"'<>:]{0,255}:[^\\s"'<>/?#]{1,1000}|[^\\s/?#@"'<>:]{1,1000})(?=@)`,
  '(?<=[?&;](?:access_?token|auth_?token|id_token|token|api_?key|password|secret|client_secret|sig|signature|X-Amz-Signature|X-Amz-Security-Token)=)[^&\\s"\'<>#]{4,4000}',
  // Headers
  '(?<=authorization["\']?\\s{0,4}[:=]\\s{0,4}["\']?(?:[a-z-]{2,20}\\s{1,4})?)[A-Za-z0-9._~+/=-]{8,8000}',
  `(?<=${START}bearer\\s{1,4})(?=[A-Za-z._~+/-]{0,100}\\d)[A-Za-z0-9._~+/-]{16,8000}={0,2}`,
  `(?<=${START}(?:x-(?:api-key|auth-token|vault-token|registry-auth)|private-token|set-cookie|cookie)["']?\\s{0,4}:\\s{0,4}["']?)[^\\s"',]{8,4000}`,
];

/**
 * What secrets of well-known services and protocols look like. Each takes time in proportion to the text: no
 * repetition stands inside of another one, and each has an end.
 */
export const PATTERNS: readonly RegExp[] = [
  ...TOKENS.map(source => new RegExp(source, 'g')),
  ...NAMED.map(source => new RegExp(source, 'gi')),
];

/** Whether a text ends inside of a private key, of which the rest has not come yet. */
export const OPEN_PRIVATE_KEY =
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?![^]*-----END )[^]*$/;

/** What ends a private key. */
export const END_OF_PRIVATE_KEY =
  /-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----/;
