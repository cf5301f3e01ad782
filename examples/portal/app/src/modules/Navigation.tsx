import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarSpace,
} from '@backstage/core-components';
import { NavContentComponentProps } from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import MenuIcon from '@material-ui/icons/Menu';

/** The sidebar: the pages of all plugins, with the reader's own things at the bottom. */
export function Navigation({ navItems }: NavContentComponentProps) {
  const items = navItems.withComponent(item => (
    <SidebarItem icon={() => item.icon} to={item.href} text={item.title} />
  ));
  items.take('page:notifications');
  const settings = items.take('page:user-settings');
  return (
    <Sidebar>
      <SidebarGroup label="Menu" icon={<MenuIcon />}>
        {items.take('page:catalog')}
        {items.take('page:stagings')}
        {items.rest({ sortBy: 'title' })}
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      <NotificationsSidebarItem />
      {settings}
    </Sidebar>
  );
}
