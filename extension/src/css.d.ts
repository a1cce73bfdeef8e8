/** A stylesheet that comes with the code that imports it. */
declare module "*.css";
