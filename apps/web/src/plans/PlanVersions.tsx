import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { instantText } from '../parts/format.ts';
import { ErrorNotice } from '../parts/Notice.tsx';
import { Section } from '../parts/Page.tsx';
import { useSession } from '../session.ts';
import { listPlanVersions } from './api.ts';
import classes from './PlanVersions.module.css';

interface PlanVersionsProps {
  readonly planId: string;
  /** The version on the page. */
  readonly shown: number;
}

/** Every version of a plan, so that an earlier one can be looked at. */
export function PlanVersions({ planId, shown }: PlanVersionsProps) {
  const timeZone = useSession().data?.clinic.timeZone;
  const { data: versions, error } = useQuery({
    queryKey: ['plan', planId, 'versions', shown],
    queryFn: () => listPlanVersions(planId),
  });
  return (
    <div className={classes.versions}>
      <Section title="Versions">
        {error !== null && <ErrorNotice title="The other versions cannot be shown" error={error} />}
        <ol className={classes.list} reversed>
          {versions?.map(({ version, title, savedAt, savedBy }) => (
            <li key={version} value={version}>
              {version === shown ? (
                <strong aria-current="true">{title}, shown here</strong>
              ) : (
                <Link to="/plans/$planId/versions/$version" params={{ planId, version: String(version) }}>
                  {title}
                </Link>
              )}
              <span className={classes.who}>
                {' '}
                {instantText(savedAt, timeZone)}, {savedBy}
              </span>
            </li>
          ))}
        </ol>
      </Section>
    </div>
  );
}
