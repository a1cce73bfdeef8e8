/** The tastes that explain the cinema's ratings, in the order of the factors. */
export const TASTES = ["suspense", "romance", "humour", "wonder", "depth"] as const;

/** A genre: how much it has of each of the tastes, and the words of its titles. */
export interface Genre {
  readonly name: string;
  /** In the order of {@link TASTES}, from −1 to 1. */
  readonly tastes: readonly number[];
  readonly qualities: readonly string[];
  readonly things: readonly string[];
}

const words = (text: string): string[] => text.split(" ");

const genre = (name: string, tastes: readonly number[], qualities: string, things: string): Genre => ({
  name,
  tastes,
  qualities: words(qualities),
  things: words(things),
});

/** The genres of the cinema. Each has twelve qualities and sixteen things, of which its titles are made. */
export const GENRES: readonly Genre[] = [
  genre(
    "Adventure",
    [0.5, 0.1, 0.1, 0.7, -0.4],
    "Sunken Furthest Emerald Wandering Uncharted Amber Windblown Fearless Thousandth Marble Untamed Northern",
    "Compass Caravan Island Lagoon Expedition Map Anchor Canyon Monsoon Raft Summit Galleon Jungle Treasure Oasis Rapids",
  ),
  genre(
    "Animation",
    [-0.6, 0.2, 0.6, 0.8, -0.2],
    "Littlest Paper Bouncing Velvet Whistling Curious Striped Sleepy Clockwork Sugar Polka-Dot Tiptoe",
    "Teapot Squirrel Kite Umbrella Snowflake Hedgehog Balloon Penguin Acorn Button Toadstool Puppet Giraffe Lantern Mitten Firefly",
  ),
  genre(
    "Comedy",
    [-0.5, 0.3, 1, -0.1, -0.3],
    "Hopeless Accidental Borrowed Awkward Unpaid Reluctant Overdue Cheerful Slightly-Used Misplaced Second-Hand Lukewarm",
    "Wedding Landlord Parrot Moustache Sofa Butler Holiday Neighbour Casserole Trombone Alibi Toupee Picnic Dentist Goldfish Elevator",
  ),
  genre(
    "Crime",
    [0.9, -0.2, -0.1, -0.5, 0.4],
    "Unmarked Crooked Midnight Silent Forged Locked Stolen Wrong Last Bitter Concrete Cold-Blooded",
    "Witness Ledger Alley Verdict Informer Vault Getaway Warrant Ransom Detective Motive Harbour Briefcase Debt Wiretap Fingerprint",
  ),
  genre(
    "Drama",
    [-0.1, 0.3, -0.6, -0.4, 1],
    "Distant Unspoken Winter Quiet Faded Broken Ordinary Empty Patient Long Unfinished Pale",
    "Orchard Letter Daughter Kitchen Inheritance Piano Schoolhouse Promise Farewell Photograph Field Brother Window Silence Funeral Season",
  ),
  genre(
    "Horror",
    [1, -0.6, -0.3, 0.2, -0.3],
    "Hollow Crawling Buried Nameless Hungry Rotten Drowned Whispering Sleepless Bloodless Forsaken Thirteenth",
    "Cellar Doll Asylum Mirror Coffin Scarecrow Swamp Attic Cradle Mask Chapel Moth Well Curse Tooth Grave",
  ),
  genre(
    "Romance",
    [-0.6, 1, 0.2, -0.1, 0.3],
    "Tender Parisian Moonlit Secret Summer Gentle Rosewater Unsent Evening Barefoot Golden Stolen",
    "Waltz Kiss Bouquet Balcony Serenade Heart Engagement Rendezvous Vineyard Violin Honeymoon Stranger Ribbon Gondola Embrace Valentine",
  ),
  genre(
    "Science Fiction",
    [0.4, -0.5, -0.2, 1, 0.3],
    "Orbital Synthetic Parallel Frozen Magnetic Silver Seventh Infinite Artificial Lunar Quantum Weightless",
    "Signal Android Colony Horizon Satellite Reactor Engine Paradox Nebula Circuit Airlock Antenna Machine Eclipse Beacon Probe",
  ),
];

/** Places and persons that exist in titles only. */
export const PLACES: readonly string[] = words(
  "Velmora Ostrand Tarnholt Quillby Marrowgate Selvane Duskwater Port-Ilse Harrowmere Bellisande Kestrelton Oldwick " +
    "Sunderfall Miravel Thornaby Greywharf Lindenau Coldharbour Esterhazel Pinefort",
);
export const PERSONS: readonly string[] = words(
  "Agatha Barnaby Celestine Dmitri Eudora Ferdinand Griselda Horatio Imogen Jasper Kasimir Lucinda Mortimer Nerys Octavio " +
    "Philippa Quentin Rosalind Sebastian Tabitha",
);
