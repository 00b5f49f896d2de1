import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listPlans } from '../api.ts';
import { instantText } from '../parts/format.ts';
import { ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Section } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { useSession } from '../session.ts';

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
        <table className={`${table.table} ${table.stacking}`}>
          <thead>
            <tr>
              <th scope="col">Plan</th>
              <th scope="col">Version</th>
              <th scope="col">Saved by</th>
              <th scope="col">Saved</th>
            </tr>
          </thead>
          <tbody>
            {plans.map((plan) => (
              <tr key={plan.id} className={table.linked}>
                <th scope="row">
                  <Link to="/plans/$planId" params={{ planId: plan.id }} className={table.rowLink}>
                    {plan.title}
                  </Link>
                </th>
                <td data-label="version">{plan.version}</td>
                <td>{plan.savedBy}</td>
                <td className={table.soft}>{instantText(plan.savedAt, timeZone)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
