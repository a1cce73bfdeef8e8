/** The package's own generator, without the six others that its front door adds to it and that nobody here uses. */
declare module "seedrandom/seedrandom.js" {
  import seedrandom from "seedrandom";
  export default seedrandom;
}
