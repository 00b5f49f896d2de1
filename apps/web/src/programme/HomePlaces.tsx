import { LinkButton } from '../parts/LinkButton.tsx';

/** The other pages on all who are at home. */
export function HomePlaces() {
  return (
    <>
      <LinkButton to="/home-programme">Worklist</LinkButton>
      <LinkButton to="/home-programme/population">Population</LinkButton>
      <LinkButton to="/home-programme/programmes">Programmes</LinkButton>
      <LinkButton to="/training">Training</LinkButton>
      <LinkButton to="/home-programme/clinic">Numbers</LinkButton>
    </>
  );
}
