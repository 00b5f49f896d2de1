import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { EntrancePage } from './entrance/EntrancePage.tsx';
import { FirstAdministrator } from './entrance/FirstAdministrator.tsx';
import { studiesSearch } from './evidence/studies/search.ts';
import { followUpWriters } from './follow-up/roles.ts';
import { infusionPlanners } from './infusion/roles.ts';
import { outcomesSearch } from './outcomes/search.ts';
import { NotFoundPage } from './parts/NotFoundPage.tsx';
import { SignedIn } from './parts/SignedIn.tsx';
import { UnexpectedError } from './parts/UnexpectedError.tsx';
import { selectionDeciders, selectionWriters } from './selection/roles.ts';
import { administrators, emergencyReaders, everyone, patientReaders, patientWriters } from './session.ts';
import { Shell } from './shell/Shell.tsx';

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: UnexpectedError,
});

const entrance = createRoute({ getParentRoute: () => root, path: '/', component: EntrancePage });

/** Of a clinic that was added to the server. */
const firstAdministrator = createRoute({
  getParentRoute: () => root,
  path: '/first-administrator',
  component: FirstAdministrator,
});

const studio = createRoute({
  getParentRoute: () => root,
  path: '/studio',
  component: lazyRouteComponent(() => import('./studio/StudioPage.tsx'), 'StudioPage'),
});

const evidence = createRoute({
  getParentRoute: () => root,
  path: '/evidence',
  component: lazyRouteComponent(() => import('./evidence/EvidencePage.tsx'), 'EvidencePage'),
});
const evidenceReview = createRoute({
  getParentRoute: () => root,
  path: '/evidence/review',
  component: lazyRouteComponent(() => import('./evidence/review/ReviewPage.tsx'), 'ReviewPage'),
});
const evidenceStudies = createRoute({
  getParentRoute: () => root,
  path: '/evidence/studies',
  validateSearch: studiesSearch,
  component: lazyRouteComponent(() => import('./evidence/studies/StudiesPage.tsx'), 'StudiesPage'),
});
const evidencePool = createRoute({
  getParentRoute: () => root,
  path: '/evidence/pool',
  component: lazyRouteComponent(() => import('./evidence/pool/PoolPage.tsx'), 'PoolPage'),
});
const benefitRisk = createRoute({
  getParentRoute: () => root,
  path: '/evidence/benefit-risk',
  component: lazyRouteComponent(() => import('./benefit-risk/BenefitRiskPage.tsx'), 'BenefitRiskPage'),
});
const evidenceTrials = createRoute({
  getParentRoute: () => root,
  path: '/evidence/trials',
  component: lazyRouteComponent(() => import('./evidence/trials/TrialsPage.tsx'), 'TrialsPage'),
});
const evidenceSyndrome = createRoute({
  getParentRoute: () => root,
  path: '/evidence/syndromes/$syndrome',
  component: lazyRouteComponent(() => import('./evidence/SyndromePage.tsx'), 'SyndromePage'),
});
const evidenceTopic = createRoute({
  getParentRoute: () => root,
  path: '/evidence/topics/$topic',
  component: lazyRouteComponent(() => import('./evidence/TopicPage.tsx'), 'TopicPage'),
});

const reading = createRoute({
  getParentRoute: () => root,
  id: 'reading',
  component: () => <SignedIn roles={patientReaders} />,
});
const patients = createRoute({
  getParentRoute: () => reading,
  path: '/patients',
  component: lazyRouteComponent(() => import('./patients/PatientsPage.tsx'), 'PatientsPage'),
});
const patient = createRoute({
  getParentRoute: () => reading,
  path: '/patients/$patientId',
  component: lazyRouteComponent(() => import('./patients/PatientPage.tsx'), 'PatientPage'),
});
const plan = createRoute({
  getParentRoute: () => reading,
  path: '/plans/$planId',
  component: lazyRouteComponent(() => import('./plans/PlanPage.tsx'), 'PlanPage'),
});
const planVersion = createRoute({
  getParentRoute: () => reading,
  path: '/plans/$planId/versions/$version',
  component: lazyRouteComponent(() => import('./plans/PlanPage.tsx'), 'PlanPage'),
});

const selection = createRoute({
  getParentRoute: () => reading,
  path: '/selections/$selectionId',
  component: lazyRouteComponent(() => import('./selection/SelectionPage.tsx'), 'SelectionPage'),
});
const consent = createRoute({
  getParentRoute: () => reading,
  path: '/selections/$selectionId/consent',
  component: lazyRouteComponent(() => import('./selection/ConsentPage.tsx'), 'ConsentPage'),
});
const protocols = createRoute({
  getParentRoute: () => reading,
  path: '/protocols',
  component: lazyRouteComponent(() => import('./protocols/ProtocolsPage.tsx'), 'ProtocolsPage'),
});
const protocol = createRoute({
  getParentRoute: () => reading,
  path: '/protocols/$protocolId',
  component: lazyRouteComponent(() => import('./protocols/ProtocolPage.tsx'), 'ProtocolPage'),
});

const register = createRoute({
  getParentRoute: () => reading,
  path: '/register',
  component: lazyRouteComponent(() => import('./register/RegisterPage.tsx'), 'RegisterPage'),
});
const registerRules = createRoute({
  getParentRoute: () => reading,
  path: '/register/rules',
  component: lazyRouteComponent(() => import('./register/RulesPage.tsx'), 'RulesPage'),
});
const supply = createRoute({
  getParentRoute: () => reading,
  path: '/patients/$patientId/supply',
  component: lazyRouteComponent(() => import('./register/SupplyPage.tsx'), 'SupplyPage'),
});
const registerBook = createRoute({
  getParentRoute: () => reading,
  path: '/register/$registerId',
  component: lazyRouteComponent(() => import('./register/BookPage.tsx'), 'BookPage'),
});

const patientHome = createRoute({
  getParentRoute: () => reading,
  path: '/patients/$patientId/home',
  component: lazyRouteComponent(() => import('./programme/PatientHomePage.tsx'), 'PatientHomePage'),
});

const acuteSheet = createRoute({
  getParentRoute: () => reading,
  path: '/patients/$patientId/acute-toxicity',
  component: lazyRouteComponent(() => import('./programme/AcuteSheetPage.tsx'), 'AcuteSheetPage'),
});
const homeWorklist = createRoute({
  getParentRoute: () => reading,
  path: '/home-programme',
  component: lazyRouteComponent(() => import('./programme/HomeWorklistPage.tsx'), 'HomeWorklistPage'),
});
const homePopulation = createRoute({
  getParentRoute: () => reading,
  path: '/home-programme/population',
  component: lazyRouteComponent(() => import('./programme/PopulationPage.tsx'), 'PopulationPage'),
});
const homeClinic = createRoute({
  getParentRoute: () => reading,
  path: '/home-programme/clinic',
  component: lazyRouteComponent(() => import('./programme/HomeClinicPage.tsx'), 'HomeClinicPage'),
});
const homeProgrammes = createRoute({
  getParentRoute: () => reading,
  path: '/home-programme/programmes',
  component: lazyRouteComponent(() => import('./programme/ProgrammesPage.tsx'), 'ProgrammesPage'),
});
const homeProgramme = createRoute({
  getParentRoute: () => reading,
  path: '/home-programme/programmes/$programmeId',
  component: lazyRouteComponent(() => import('./programme/ProgrammePage.tsx'), 'ProgrammePage'),
});

const patientTraining = createRoute({
  getParentRoute: () => reading,
  path: '/patients/$patientId/training',
  component: lazyRouteComponent(() => import('./training/PatientTrainingPage.tsx'), 'PatientTrainingPage'),
});

const board = createRoute({
  getParentRoute: () => reading,
  path: '/board',
  component: lazyRouteComponent(() => import('./infusion/BoardPage.tsx'), 'BoardPage'),
});
const alertLimits = createRoute({
  getParentRoute: () => reading,
  path: '/alert-limits',
  component: lazyRouteComponent(() => import('./infusion/LimitsPage.tsx'), 'LimitsPage'),
});
const treatment = createRoute({
  getParentRoute: () => reading,
  path: '/sessions/$sessionId',
  component: lazyRouteComponent(() => import('./infusion/SessionPage.tsx'), 'SessionPage'),
});
const treatmentRecord = createRoute({
  getParentRoute: () => reading,
  path: '/sessions/$sessionId/record',
  component: lazyRouteComponent(() => import('./infusion/RecordPage.tsx'), 'RecordPage'),
});
const treatmentMonitors = createRoute({
  getParentRoute: () => reading,
  path: '/sessions/$sessionId/monitors',
  component: lazyRouteComponent(() => import('./infusion/SessionMonitorsPage.tsx'), 'SessionMonitorsPage'),
});
const instructions = createRoute({
  getParentRoute: () => reading,
  path: '/sessions/$sessionId/instructions',
  component: lazyRouteComponent(() => import('./infusion/InstructionsPage.tsx'), 'InstructionsPage'),
});
const nextCourse = createRoute({
  getParentRoute: () => reading,
  path: '/patients/$patientId/next-course',
  component: lazyRouteComponent(() => import('./retreatment/RetreatmentPage.tsx'), 'RetreatmentPage'),
});
const outcomes = createRoute({
  getParentRoute: () => reading,
  path: '/outcomes',
  validateSearch: outcomesSearch,
  component: lazyRouteComponent(() => import('./outcomes/OutcomesPage.tsx'), 'OutcomesPage'),
});
const outcomeRows = createRoute({
  getParentRoute: () => reading,
  path: '/outcomes/$number',
  validateSearch: outcomesSearch,
  component: lazyRouteComponent(() => import('./outcomes/OutcomeRowsPage.tsx'), 'OutcomeRowsPage'),
});
const planning = createRoute({
  getParentRoute: () => root,
  id: 'planning',
  component: () => <SignedIn roles={infusionPlanners} />,
});
const planTreatment = createRoute({
  getParentRoute: () => planning,
  path: '/patients/$patientId/session',
  component: lazyRouteComponent(() => import('./infusion/PlanSessionPage.tsx'), 'PlanSessionPage'),
});

const worklist = createRoute({
  getParentRoute: () => reading,
  path: '/follow-up',
  component: lazyRouteComponent(() => import('./follow-up/WorklistPage.tsx'), 'WorklistPage'),
});
const followUp = createRoute({
  getParentRoute: () => reading,
  path: '/patients/$patientId/follow-up',
  component: lazyRouteComponent(() => import('./follow-up/FollowUpPage.tsx'), 'FollowUpPage'),
});

const following = createRoute({
  getParentRoute: () => root,
  id: 'following',
  component: () => <SignedIn roles={followUpWriters} />,
});
const questionnaire = createRoute({
  getParentRoute: () => following,
  path: '/patients/$patientId/questionnaires/$draftId',
  component: lazyRouteComponent(() => import('./follow-up/QuestionnairePage.tsx'), 'QuestionnairePage'),
});

const assessing = createRoute({
  getParentRoute: () => root,
  id: 'assessing',
  component: () => <SignedIn roles={selectionWriters} />,
});
const chooseProtocol = createRoute({
  getParentRoute: () => assessing,
  path: '/patients/$patientId/selection',
  component: lazyRouteComponent(() => import('./selection/ChooseProtocolPage.tsx'), 'ChooseProtocolPage'),
});

const deciding = createRoute({
  getParentRoute: () => root,
  id: 'deciding',
  component: () => <SignedIn roles={selectionDeciders} />,
});
const editProtocol = createRoute({
  getParentRoute: () => deciding,
  path: '/protocols/$protocolId/edit',
  component: lazyRouteComponent(() => import('./protocols/ProtocolEditorPage.tsx'), 'ProtocolEditorPage'),
});

const writing = createRoute({
  getParentRoute: () => root,
  id: 'writing',
  component: () => <SignedIn roles={patientWriters} />,
});
const importing = createRoute({
  getParentRoute: () => writing,
  path: '/import',
  /** The patient onto whom the record is imported; without one the server finds or makes the patient. */
  validateSearch: (search: Record<string, unknown>): { patient?: string } =>
    typeof search.patient === 'string' ? { patient: search.patient } : {},
  component: lazyRouteComponent(() => import('./patients/ImportPage.tsx'), 'ImportPage'),
});
const newPatient = createRoute({
  getParentRoute: () => writing,
  path: '/patients/new',
  component: lazyRouteComponent(() => import('./patients/PatientFormPages.tsx'), 'NewPatientPage'),
});
const editPatient = createRoute({
  getParentRoute: () => writing,
  path: '/patients/$patientId/edit',
  component: lazyRouteComponent(() => import('./patients/PatientFormPages.tsx'), 'EditPatientPage'),
});

const administering = createRoute({
  getParentRoute: () => root,
  id: 'administering',
  component: () => <SignedIn roles={administrators} />,
});
const accounts = createRoute({
  getParentRoute: () => administering,
  path: '/accounts',
  component: lazyRouteComponent(() => import('./administration/AccountsPage.tsx'), 'AccountsPage'),
});
const audit = createRoute({
  getParentRoute: () => administering,
  path: '/audit',
  component: lazyRouteComponent(() => import('./administration/AuditPage.tsx'), 'AuditPage'),
});
const laboratory = createRoute({
  getParentRoute: () => administering,
  path: '/laboratory',
  component: lazyRouteComponent(() => import('./administration/LaboratoryPage.tsx'), 'LaboratoryPage'),
});

const clinic = createRoute({
  getParentRoute: () => administering,
  path: '/clinic',
  component: lazyRouteComponent(() => import('./administration/ClinicPage.tsx'), 'ClinicPage'),
});
const breakGlass = createRoute({
  getParentRoute: () => administering,
  path: '/emergency-access',
  component: lazyRouteComponent(() => import('./administration/BreakGlassPage.tsx'), 'BreakGlassPage'),
});

const emergencies = createRoute({
  getParentRoute: () => root,
  id: 'emergencies',
  component: () => <SignedIn roles={emergencyReaders} />,
});
const emergency = createRoute({
  getParentRoute: () => emergencies,
  path: '/emergency',
  component: lazyRouteComponent(() => import('./administration/EmergencyPage.tsx'), 'EmergencyPage'),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: () => <SignedIn roles={everyone} />,
});
const training = createRoute({
  getParentRoute: () => signedIn,
  path: '/training',
  component: lazyRouteComponent(() => import('./training/TrainingPage.tsx'), 'TrainingPage'),
});
const password = createRoute({
  getParentRoute: () => signedIn,
  path: '/password',
  component: lazyRouteComponent(() => import('./administration/PasswordPage.tsx'), 'PasswordPage'),
});
const security = createRoute({
  getParentRoute: () => signedIn,
  path: '/security',
  component: lazyRouteComponent(() => import('./administration/SecurityPage.tsx'), 'SecurityPage'),
});

const routeTree = root.addChildren([
  entrance,
  firstAdministrator,
  studio,
  evidence,
  evidenceReview,
  evidenceStudies,
  evidencePool,
  benefitRisk,
  evidenceTrials,
  evidenceSyndrome,
  evidenceTopic,
  reading.addChildren([
    patients,
    patient,
    plan,
    planVersion,
    selection,
    consent,
    protocols,
    protocol,
    register,
    registerRules,
    registerBook,
    supply,
    patientHome,
    patientTraining,
    acuteSheet,
    homeWorklist,
    homePopulation,
    homeClinic,
    homeProgrammes,
    homeProgramme,
    board,
    alertLimits,
    treatment,
    treatmentRecord,
    treatmentMonitors,
    instructions,
    nextCourse,
    outcomes,
    outcomeRows,
    worklist,
    followUp,
  ]),
  planning.addChildren([planTreatment]),
  following.addChildren([questionnaire]),
  assessing.addChildren([chooseProtocol]),
  deciding.addChildren([editProtocol]),
  writing.addChildren([importing, newPatient, editPatient]),
  administering.addChildren([accounts, audit, laboratory, clinic, breakGlass]),
  emergencies.addChildren([emergency]),
  signedIn.addChildren([training, password, security]),
]);

export function makeRouter() {
  return createRouter({ routeTree, defaultPreload: 'intent', scrollRestoration: true });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
