import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { administrators, patientReaders, useSession } from '../session.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { ColourSchemeMenu } from './ColourSchemeMenu.tsx';
import classes from './Shell.module.css';
import { SignInAgain } from './SignInAgain.tsx';

const places = [
  { to: '/board', label: 'Board', roles: patientReaders },
  { to: '/patients', label: 'Patients', roles: patientReaders },
  { to: '/outcomes', label: 'Outcomes', roles: patientReaders },
  { to: '/follow-up', label: 'Follow-up', roles: patientReaders },
  { to: '/home-programme', label: 'At home', roles: patientReaders },
  { to: '/register', label: 'Register', roles: patientReaders },
  { to: '/protocols', label: 'Protocols', roles: patientReaders },
  { to: '/studio', label: 'Studio', roles: null },
  { to: '/evidence', label: 'Evidence', roles: null },
  { to: '/laboratory', label: 'Laboratory', roles: administrators },
  { to: '/accounts', label: 'Accounts', roles: administrators },
  { to: '/audit', label: 'Audit', roles: administrators },
] as const;

/** Header, what is always said, and the page below. */
export function Shell() {
  const session = useSession();
  const queries = useQueryClient();
  const account = session.data?.account ?? null;
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);

  // A new page is read from its start: the keyboard and the screen reader begin there.
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <>
      <a className={classes.skip} href="#page">
        Skip to the page
      </a>
      <header>
        <div className={classes.header}>
          <Link to="/" className={classes.brand}>
            Ketame
          </Link>
          <nav className={classes.places} aria-label="Main">
            {places
              .filter(({ roles }) => roles === null || (account !== null && roles.includes(account.role)))
              .map(({ to, label }) => (
                <Link key={to} to={to} className={classes.place} activeProps={{ className: classes.here }}>
                  {label}
                </Link>
              ))}
          </nav>
          <p className={classes.advice}>Advice to clinicians, not a certified medical device</p>
          <div className={classes.person}>
            <ColourSchemeMenu />
            {account !== null && <AccountMenu account={account} />}
            {session.data !== undefined && account === null && pathname !== '/' && (
              <Link to="/" className={classes.place}>
                Sign in
              </Link>
            )}
          </div>
        </div>
        {session.data?.demonstration === true && (
          <p className={classes.demonstration}>
            <strong>Demonstration.</strong> Every person in this clinic is synthetic. Do not enter real
            patients.
          </p>
        )}
      </header>
      <main id="page" ref={main} tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
      <SignInAgain account={account} onSignedIn={(next) => queries.setQueryData(['session'], next)} />
    </>
  );
}
