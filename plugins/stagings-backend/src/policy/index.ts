export { checkPolicy } from './checkPolicy';
export { claimedHosts } from './claimedHosts';
export { isIsolation, isolationObjects } from './isolation/isolationObjects';
export { podSecurityLabels } from './isolation/podSecurityLabels';
