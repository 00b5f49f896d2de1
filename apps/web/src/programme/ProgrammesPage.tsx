import type { HomeProgramme } from '@ketame/care';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import { homeProgrammesQuery } from './api.ts';
import { HomePlaces } from './HomePlaces.tsx';
import classes from './programme.module.css';
import { doseText } from './words.ts';

const originWords: Readonly<Record<HomeProgramme['origin'], string>> = {
  ours: 'our own, no guideline',
  example: 'an example of somebody else’s rules',
  clinic: 'of this clinic',
};

/** All programmes for home, shipped and of the clinic. */
export function ProgrammesPage() {
  const { data, error, refetch } = useQuery(homeProgrammesQuery);
  return (
    <Page
      title="Programmes for home"
      lead="What must be true before, at and after every dose outside the clinic: each number with its source. A clinic makes its own by copy and change."
      actions={<HomePlaces />}
    >
      {error !== null && <ErrorNotice title="The programmes cannot be shown" error={error} retry={refetch} />}
      {data === undefined && error === null && <Loading what="Fetching the programmes" />}
      <ul className={classes.plain}>
        {data?.programmes.map((programme) => (
          <li key={programme.id} className={classes.item}>
            <h2 className={classes.listTitle}>
              <Link to="/home-programme/programmes/$programmeId" params={{ programmeId: programme.id }}>
                {programme.title}
              </Link>
            </h2>
            <p>{programme.summary}</p>
            <p className={classes.soft}>
              {doseText(programme)}; version {programme.version}, {originWords[programme.origin]}
              {programme.takenAt === 'clinic' && '; taken on site only, never supplied home'}
            </p>
          </li>
        ))}
      </ul>
    </Page>
  );
}
