/** Words of real search reasons, by what the searcher was doing. Weights are shares within a list. */

export interface CaseType {
  readonly type: string;
  /** What the drop-down offers for it since December. */
  readonly choice: string;
  /** What people type: one case is always spoken of in the words of its type. */
  readonly phrases: readonly string[];
}

export const caseTypes: readonly CaseType[] = [
  {
    type: 'Auto Theft',
    choice: 'Auto Theft / VCD Investigation - Auto Theft / VCD Investigation',
    phrases: ['stolen veh', 'stolen vehicle', 'UUMV', 'auto theft inv'],
  },
  {
    type: 'Burglary',
    choice: 'Burglary/Breaking & Entering - Burglary/Breaking & Entering',
    phrases: ['burglary', 'burg inv', 'burg of habitation', 'investigation'],
  },
  {
    type: 'Robbery',
    choice: 'Robbery - Robbery',
    phrases: ['robbery', 'agg robbery', 'robbery suspect, silver sedan', 'inv'],
  },
  {
    type: 'Homicide',
    choice: 'Homicide Offenses - Murder and Nonnegligent Manslaughter',
    phrases: ['homicide', 'homicide investigation', 'investigation'],
  },
  {
    type: 'Aggravated Assault',
    choice: 'Assault Offenses - Aggravated Assault',
    phrases: ['agg assault', 'agg assault suspect veh', 'assault investigation', 'inv'],
  },
  {
    type: 'Fraud',
    choice: 'Fraud Offenses - False Pretenses/Swindle/Confidence Game',
    phrases: ['fraud', 'fraud inv', 'forgery', 'investigation'],
  },
  {
    type: 'Theft',
    choice: 'Larceny/Theft Offenses - Theft From Motor Vehicle',
    phrases: ['theft', 'burg veh', 'theft investigation', 'shoplifting'],
  },
  {
    type: 'Narcotics',
    choice: 'Drug/Narcotic Offenses - Drug/Narcotic Violations',
    phrases: ['narcotics', 'narc inv', 'drug investigation', 'inv'],
  },
  {
    type: 'Missing Person',
    choice: 'Missing Person - Missing Person',
    phrases: ['missing person', 'misper', 'runaway juvenile', 'welfare concern'],
  },
  {
    type: 'Fugitive',
    choice: 'Wanted Person (Arrest Warrant/Fugitive) - Criminal Justice Purpose',
    phrases: ['warrant', 'wanted person', 'felony warrant', 'fugitive'],
  },
  {
    type: 'Hit and Run',
    choice: 'Hit and Run - Hit and Run',
    phrases: ['hit and run', 'FSRA', 'crash investigation', 'h&r suspect veh'],
  },
];

type Weighed = readonly (readonly [string, number])[];

export const patrolReasons: Weighed = [
  ['traffic stop', 15],
  ['susp veh', 8],
  ['suspicious vehicle', 6],
  ['stolen veh', 7],
  ['BOLO', 6],
  ['investigation', 9],
  ['inv', 7],
  ['welfare check', 4],
  ['agency assist', 3],
  ['hit and run', 3],
  ['theft', 3],
  ['reckless driver', 3],
  ['attempt to locate', 3],
  ['warrant', 3],
  ['UUMV', 2],
  ['burg veh', 2],
  ['wanted person', 2],
  ['disturbance', 2],
  ['missing person', 1],
  ['stolen plate, rear only', 1],
  ['fled from traffic stop, white pickup', 0.6],
  ['suspect veh – dark SUV', 0.4],
  ['street racing, "takeover" group', 0.3],
  ['vehículo robado', 0.2],
  ['51', 0.5],
];

export const trafficReasons: Weighed = [
  ['traffic stop', 40],
  ['hit and run', 12],
  ['FSRA', 8],
  ['crash investigation', 8],
  ['reckless driver', 7],
  ['expired reg', 6],
  ['stolen veh', 5],
  ['inv', 5],
  ['racing, two vehicles', 1],
];

export const recordsReasons: Weighed = [
  ['records request', 20],
  ['tow verification', 18],
  ['UUMV entry validation', 15],
  ['recovered stolen', 12],
  ['crash report', 12],
  ['impound', 8],
  ['open records', 5],
  ['validation', 5],
];

export const investigatorReasons: Weighed = [
  ['investigation', 16],
  ['inv', 8],
  ['criminal investigation', 7],
  ['follow up', 5],
  ['suspect vehicle', 5],
  ['pattern of burglaries, see flyer', 2],
  ['possible witness', 3],
  ['surveillance', 2],
  ['intel', 3],
];

export const commandReasons: Weighed = [
  ['audit sample', 5],
  ['camera test', 4],
  ['investigation', 5],
  ['system check', 2],
];

/** Typed for nothing; a few in a thousand are. */
export const emptyReasons: Weighed = [
  ['', 3],
  ['n/a', 2],
  ['.', 1],
  ['x', 1],
  ['test', 2],
  ['na', 1],
];

export const callTypes: Weighed = [
  ['susp veh', 12],
  ['welfare check', 9],
  ['hit and run', 8],
  ['theft', 8],
  ['stolen veh', 8],
  ['disturbance', 7],
  ['reckless driver', 7],
  ['burglary', 5],
  ['shoplifting', 5],
  ['missing person', 3],
  ['BOLO', 4],
  ['agency assist', 4],
];

/** Since December a list to choose from stands where reasons were typed. */
export const reasonChoices: Weighed = [
  ...caseTypes.map(({ choice }) => [choice, 4] as const),
  ['Traffic Enforcement - Traffic Stop', 20],
  ['Suspicious Activity - Suspicious Vehicle', 12],
  ['Agency Assist - BOLO/ATL', 8],
  ['Welfare Check - Welfare Check', 5],
  ['Other - Other Criminal Justice Purpose', 6],
];

export const prompts: Weighed = [
  ['white pickup with ladder rack', 4],
  ['red sedan with damaged front bumper', 4],
  ['black SUV, paper plate', 3],
  ['trailer with landscaping equipment', 2],
  ['blue hatchback "just married" sign', 1],
  ['motorcycle two riders', 2],
];

/** No grammar: lists, glued words, a state. */
export const searchFilters: Weighed = [
  ['', 30],
  ['texas', 25],
  ['suv,gmc,black', 4],
  ['sedan, toyota, silver', 4],
  ['truckwhite', 3],
  ['pickup,ford', 4],
  ['suvgmcblack', 2],
  ['oklahoma', 2],
  ['sedan', 4],
];

/** The ways people mistype a phrase: letters swapped, lost and doubled; in some forms a + stands for a space. */
export function mistyped(phrase: string): string[] {
  const middle = Math.floor(phrase.length / 2);
  if (phrase.length < 5) return [`${phrase}.`, `${phrase} `];
  return [
    phrase.slice(0, middle) + phrase.slice(middle + 1),
    phrase.slice(0, middle) + phrase[middle + 1] + phrase[middle] + phrase.slice(middle + 2),
    phrase.slice(0, middle) + phrase[middle] + phrase.slice(middle),
    ...(phrase.includes(' ') ? [phrase.replaceAll(' ', '+'), phrase.replaceAll(' ', '+')] : [`${phrase}+`]),
  ];
}
