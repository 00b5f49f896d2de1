import type { Account } from '@ketame/contract';
import { Button, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { signOut } from '../api.ts';
import { administrators, emergencyReaders } from '../session.ts';
import classes from './AccountMenu.module.css';

/** Who is signed in, as what, and the way out. */
export function AccountMenu({ account }: { readonly account: Account }) {
  const navigate = useNavigate();
  const leaving = useMutation({
    mutationFn: async () => {
      // Loaded when it is needed: most pages keep nothing.
      const { unsentBy } = await import('../infusion/outbox.ts');
      const { length } = await unsentBy(account.id);
      const question = `Not yet sent: ${length}. Signing out deletes this from the device. Sign out all the same?`;
      if (length > 0 && !window.confirm(question)) return false;
      await signOut();
      return true;
    },
    onSuccess: async (isOut) => {
      if (!isOut) return;
      const { wipeUnsent } = await import('../infusion/outbox.ts');
      await wipeUnsent();
      // Loaded anew: nothing of the clinic stays in the memory of the page, and no line to the server tries to go on.
      window.location.assign('/');
    },
  });
  return (
    <Menu position="bottom-end" shadow="sm" width={220}>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          radius="xl"
          className={classes.target}
          loading={leaving.isPending}
        >
          <span className={classes.name}>{account.displayName}</span>
          <span className={classes.role}>{account.role}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {account.displayName}, {account.role}
          <br />
          {account.email}
        </Menu.Label>
        <Menu.Item onClick={() => navigate({ to: '/password' })}>Change password</Menu.Item>
        <Menu.Item onClick={() => navigate({ to: '/security' })}>Security</Menu.Item>
        {emergencyReaders.includes(account.role) && (
          <Menu.Item onClick={() => navigate({ to: '/emergency' })}>Emergency access</Menu.Item>
        )}
        {administrators.includes(account.role) && (
          <>
            <Menu.Item onClick={() => navigate({ to: '/emergency-access' })}>Emergency access</Menu.Item>
            <Menu.Item onClick={() => navigate({ to: '/clinic' })}>Clinic</Menu.Item>
          </>
        )}
        <Menu.Divider />
        <Menu.Item onClick={() => leaving.mutate()}>Sign out</Menu.Item>
        {leaving.isError && <Menu.Label role="alert">Not signed out: {leaving.error.message}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}
