/** Tables of abbreviations: what is written without its last full stop, small, and what is said. */

/** `key=what is said`, parted by semicolons. */
function table(rows: string): ReadonlyMap<string, string> {
  return new Map(
    rows
      .split(';')
      .map((row) => row.trim().split('='))
      .map(([key = '', said = '']) => [key, said]),
  );
}

/** Before a name: `Dr. Smith`. */
export const titles = table(
  'mr=Mister; mrs=Missus; ms=Miz; messrs=Messieurs; prof=Professor; gen=General; capt=Captain; ' +
    'cpt=Captain; col=Colonel; maj=Major; lt=Lieutenant; cmdr=Commander; sgt=Sergeant; cpl=Corporal; ' +
    'pvt=Private; adm=Admiral; sen=Senator; rep=Representative; gov=Governor; pres=President; ' +
    'rev=Reverend; hon=Honorable; fr=Father; supt=Superintendent; insp=Inspector; det=Detective; ' +
    'amb=Ambassador; atty=Attorney; mt=Mount; ft=Fort; pt=Point; sr=Sister; br=Brother',
);

/** Before a number: `vol. 2`. */
export const numbered = table(
  'no=number; nos=numbers; vol=volume; vols=volumes; p=page; pp=pages; pg=page; fig=figure; ' +
    'figs=figures; ch=chapter; chap=chapter; sec=section; sect=section; art=article; pt=part; ' +
    'apt=apartment; ste=suite; rm=room; rt=route; bldg=building; c=circa; ca=circa; est=established; eq=equation; ' +
    'ex=example; col=column; l=line; ll=lines; v=verse; vv=verses; op=opus; ver=version; cl=clause; ' +
    'para=paragraph; tel=telephone; fol=folio',
);

/** Anywhere; `stop` says whether it often ends a sentence. */
export const words = table(
  'etc=et cetera; e.g=for example; eg=for example; i.e=that is; ie=that is; vs=versus; cf=compare; ' +
    'viz=namely; al=al; approx=approximately; appt=appointment; inc=Incorporated; corp=Corporation; ' +
    'co=Company; ltd=Limited; bros=Brothers; dept=department; depts=departments; assn=Association; ' +
    'univ=University; inst=Institute; govt=government; est=estimated; jr=Junior; sr=Senior; esq=Esquire; ' +
    'ave=Avenue; blvd=Boulevard; rd=Road; ln=Lane; hwy=Highway; pkwy=Parkway; sq=Square; ct=Court; ' +
    'pl=Place; ter=Terrace; cir=Circle; bldg=Building; apt=apartment; misc=miscellaneous; ' +
    'temp=temperature; max=maximum; min=minimum; avg=average; qty=quantity; tbd=TBD; incl=including; ' +
    'excl=excluding; intl=International; natl=National; mfg=manufacturing; mgmt=management; mgr=manager; ' +
    'asst=assistant; dir=director; ed=editor; eds=editors; rev=revised; trans=translated; orig=original; ' +
    'pop=population; lat=latitude; long=longitude; alt=altitude; fwd=forward; attn=attention; ' +
    'ref=reference; enc=enclosed; a.k.a=AKA; r.s.v.p=RSVP; ph.d=PhD; b.sc=BSc; m.sc=MSc; d.phil=DPhil; ' +
    'm.phil=MPhil; b.ed=BEd; ll.b=LLB; ll.m=LLM; ed.d=EdD; psy.d=PsyD; cal=calories; calif=California; ' +
    'conn=Connecticut; mass=Massachusetts; mich=Michigan; minn=Minnesota; wash=Washington; fla=Florida; ' +
    'ariz=Arizona; colo=Colorado; tenn=Tennessee; tex=Texas; wis=Wisconsin; wisc=Wisconsin; ala=Alabama; ' +
    'ark=Arkansas; del=Delaware; ill=Illinois; ind=Indiana; kan=Kansas; kans=Kansas; miss=Mississippi; ' +
    'mont=Montana; neb=Nebraska; nev=Nevada; okla=Oklahoma; ore=Oregon; penn=Pennsylvania; va=Virginia; ' +
    'vt=Vermont; wyo=Wyoming; jan=January; feb=February; mar=March; apr=April; jun=June; jul=July; ' +
    'aug=August; sep=September; sept=September; oct=October; nov=November; dec=December; hrs=hours; ' +
    'hr=hour; mins=minutes; secs=seconds; wks=weeks; yrs=years; yr=year; lbs=pounds; lb=pound; oz=ounces; ' +
    'ft=feet',
);

/** English words as well: an abbreviation only where the sentence goes on, or with a capital. */
export const alsoWords: ReadonlySet<string> = new Set(
  'no fig ex art col v l c p pop long alt ref ed al max min temp miss mass ill del ore mar jan sun sat dec pt dir rev kan ark ind cal co inc corp est ms ct pl ter cir sq enc in trans orig wash'.split(
    ' ',
  ),
);
