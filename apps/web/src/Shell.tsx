import { Link, Outlet } from '@tanstack/react-router';

/** Header, what is always said, and the page below. */
export function Shell() {
  return (
    <>
      <header>
        <Link to="/studio">Ketame</Link>
      </header>
      <main id="page">
        <Outlet />
      </main>
    </>
  );
}
