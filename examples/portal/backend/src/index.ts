import { createBackend } from '@backstage/backend-defaults';
import { permissionPolicyModule } from './permissions/module';
import { demoUsersModule } from './signIn/module';

const backend = createBackend();

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(demoUsersModule);
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(permissionPolicyModule);
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('backstage-plugin-stagings-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.start();
