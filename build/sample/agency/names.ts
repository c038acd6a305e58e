import type { Random } from '../random.ts';

/** Everything here is made up: the agency, its town, and surnames put together from parts. */

export const agencyName = 'Cedar Hollow PD';
/** As the log's Org Name has it. */
export const organizationName = 'Cedar Hollow TX PD';
/** As file names have it. */
export const agencyFileName = 'Cedar-Hollow-PD';
const town = 'Cedar Hollow TX';

const givenNames =
  `Ada, Alonzo, Bettina, Byron, Cassius, Clementine, Cora, Dashiell, Delphine, Desmond, Elowen,
  Emmett, Estelle, Ezra, Faye, Fergus, Giselle, Gideon, Hattie, Horace, Imogen, Ingram, Isadora, Jasper, Joaquín,
  Junia, Kermit, Leopold, Lavinia, Lionel, Mabel, Magnus, Marisol, Merritt, Nadine, Nestor, Octavia, Orson, Ottilie,
  Percival, Philippa, Quentin, Ramona, Reuben, Renée, Rosalind, Rufus, Sabine, Silas, Sunniva, Tamsin, Thaddeus,
  Ursula, Vance, Verity, Wendell, Willa, Xavier, Yolanda, Zelda`
    .split(',')
    .map((name) => name.trim());

const surnameHeads =
  `Ash, Bram, Brack, Calder, Corbel, Dray, Dun, Elder, Fallow, Fen, Garn, Hallow, Harrow, Kestr, Lark,
  Marl, Moss, Nether, Oaken, Pell, Quill, Raven, Sorrel, Thorn, Umber, Vesper, Wexen, Yarrow`
    .split(',')
    .map((name) => name.trim());
const surnameTails =
  `acre, bourne, brand, combe, dale, den, fell, gate, holt, lock, mere, mont, ridge, stead, stow, thwaite, vane, wick, worth`
    .split(',')
    .map((name) => name.trim());

const streets =
  `Abacus, Bellweather, Bobbin, Catkin, Copperleaf, Dovetail, Farthing, Gantry, Gooseberry, Halyard,
  Inkwell, Juniper Bend, Kettle, Lantern, Mortar, Nutmeg, Orchard Gate, Paddock, Quarry, Rookery, Saltbox, Thimble,
  Tinder, Underhill, Vinegar, Weathervane, Willow Run, Yardarm`
    .split(',')
    .map((name) => `${name.trim()} St`);

/** A given name and a surname. */
export interface Name {
  readonly given: string;
  readonly surname: string;
}

export function drawName(random: Random, surname?: string): Name {
  return { given: random.pick(givenNames), surname: surname ?? drawSurname(random) };
}

function drawSurname(random: Random): string {
  return random.pick(surnameHeads) + random.pick(surnameTails);
}

export function fullName({ given, surname }: Name): string {
  return `${given} ${surname}`;
}

/** A street address in town. */
export interface Address {
  readonly number: number;
  readonly street: string;
}

export function drawAddress(random: Random): Address {
  return { number: random.between(100, 2999), street: random.pick(streets) };
}

/** The house next door. */
export function nextDoor({ number, street }: Address): Address {
  return { number: number + 2, street };
}

export function addressText({ number, street }: Address): string {
  return `${number} ${street}, ${town}`;
}

/** A telephone number of the range that is set aside for fiction. */
export function drawPhone(random: Random): string {
  return `(${random.pick(['210', '325', '432', '830'])}) 555-01${String(random.below(100)).padStart(2, '0')}`;
}
