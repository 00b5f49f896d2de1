import { Link } from '@tanstack/react-router';
import classes from './evidence.module.css';

const places = [
  { to: '/evidence', label: 'What is known' },
  { to: '/evidence/review', label: 'The review’s numbers' },
  { to: '/evidence/studies', label: 'Studies and harms' },
  { to: '/evidence/pool', label: 'Pool it yourself' },
  { to: '/evidence/benefit-risk', label: 'Benefit and risk' },
  { to: '/evidence/trials', label: 'Virtual trials' },
] as const;

/** The pages of the evidence. */
export const EvidenceNav = () => (
  <nav className={classes.nav} aria-label="Evidence">
    {places.map(({ to, label }) => (
      <Link
        key={to}
        to={to}
        className={classes.place}
        activeOptions={{ exact: true, includeSearch: false }}
        activeProps={{ className: classes.here }}
      >
        {label}
      </Link>
    ))}
    <a href="/validation.html" className={classes.place}>
      Every number checked
    </a>
  </nav>
);
