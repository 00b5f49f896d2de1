import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { instantText } from '../parts/format.ts';
import { ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Section } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { listPlans } from '../plans/api.ts';
import { useSession } from '../session.ts';
import classes from './PatientPlans.module.css';

/** The plans of one patient, the newest version of each. */
export function PatientPlans({ patientId }: { readonly patientId: string }) {
  const timeZone = useSession().data?.clinic.timeZone;
  const {
    data: plans,
    error,
    refetch,
  } = useQuery({ queryKey: ['patient', patientId, 'plans'], queryFn: () => listPlans(patientId) });
  return (
    <Section title="Plans">
      {error !== null && <ErrorNotice title="The plans cannot be shown" error={error} retry={refetch} />}
      {plans === undefined && error === null && <Loading what="Fetching the plans" />}
      {plans !== undefined && plans.length === 0 && (
        <p className={table.soft}>No plan yet. A physician makes one in the studio.</p>
      )}
      {plans !== undefined && plans.length > 0 && (
        <ul className={classes.plans}>
          {plans.map((plan) => (
            <li key={plan.id}>
              <Link to="/plans/$planId" params={{ planId: plan.id }} className={classes.title}>
                {plan.title}
              </Link>
              <span className={table.soft}>
                version {plan.version}, {instantText(plan.savedAt, timeZone)}, {plan.savedBy}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
