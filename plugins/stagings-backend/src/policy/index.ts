export { checkPolicy } from './checkPolicy';
