"""What names are shortened to: each line of `SHORT_FORMS` is a full name and its short forms."""

SHORT_FORMS = """
elizabeth liz lizzie lizzy beth betty bess bessie eliza libby betsy lisa elsie liza
william bill billy will willie wills liam
robert bob bobby rob robbie bert
richard rick ricky dick rich richie
margaret maggie meg peggy madge greta marge mags rita daisy
james jim jimmy jamie jem
john jack johnny jonny
jonathan jon jonny
michael mike mick mickey micky
thomas tom tommy
katherine kate kathy katie cath cathy kitty kath kat kay
patrick pat paddy rick
patricia pat patsy trish tricia patti
anthony tony ant
antonia toni tonia
christopher chris kit topher
christine chris chrissie tina
christina tina chris chrissie
edward ed eddie ted teddy ned
edwin ed eddie
edmund ed eddie ned
henry harry hal hank
harold harry hal
harriet hattie harry
charles charlie chuck chas
charlotte lottie charlie lotte
alexander alex sandy xander alec ally sasha
alexandra alex sandra sandy lexi sasha
andrew andy drew
david dave davy dai
daniel dan danny
danielle dani
samuel sam sammy
samantha sam sammy
benjamin ben benny benji
joseph joe joey
josephine jo josie
joshua josh
joanne jo
matthew matt matty
nicholas nick nicky
nicola nicky nikki
stephen steve stevie
stephanie steph stevie
susan sue susie suzie
rebecca becky becca bex
deborah deb debbie debs
jennifer jen jenny jenna
jacqueline jackie jacky
judith judy jude
victoria vicky vikki tori vic
victor vic
ronald ron ronnie
raymond ray
reginald reg reggie
albert al bert bertie
alfred alf alfie fred
frederick fred freddie
frank frankie
francis frank fran
frances fran frankie fanny
george georgie
gerald gerry jerry
gerard gerry ged ger
geoffrey geoff jeff
gregory greg
kenneth ken kenny
leonard len lenny leo
lawrence larry laurie
martin marty
timothy tim timmy
terence terry tel
theresa terry tess tessa tracy
theodore theo ted teddy
vincent vince vinny
walter wally walt
stanley stan
stuart stu
philip phil pip
philippa pippa pip
peter pete
oliver ollie olly
nathaniel nate nat nathan
nathan nate
natalie nat
natasha tasha
maureen mo
mohammed mo
barbara barb babs
bernadette bernie
bernard bernie
catriona trina
cynthia cindy
dorothy dot dottie dolly
eleanor ellie nell nellie nora
ellen nell nellie ellie
emma em emmy
emily em emmy millie
amelia millie amy mia
mildred millie
florence flo florrie flossie
gillian gill jill
gwendoline gwen
helen nell nellie
isabel izzy bella issy
jean jeanie
jessica jess jessie
kimberley kim
leanne lea
lillian lily lil
louise lou
lucille lucy
lynda lyn
linda lin lyn lindy
mabel may
madeleine maddie maddy
marjorie marge margie
martha patty marty
mary polly molly may
matilda tilly mattie
michelle shell mitch
miriam mim
olivia liv livvy
pamela pam
penelope penny
rachel rach rachael
rosemary rose rosie
roseanne rose rosie
sandra sandie sandy
sarah sally sadie
shirley shirl
sharon shaz
sophie soph
sylvia syl
valerie val
veronica ronnie vera
winifred win winnie
zachary zach zack zak
abigail abi abbie gail
amanda mandy
angela angie ange
cassandra cass cassie
clifford cliff
colin col
desmond des
dennis den denny
donald don donny
douglas doug dougie
dominic dom
ernest ernie
eugene gene
harvey harv
jeremy jez jerry
jeremiah jerry
leslie les
luke lukie
malcolm malc mal
maurice mo
norman norm
roderick rod
roger rodge
roland roly
russell russ
trevor trev
abdullah abdul
abdulrahman abdul rahman
khadija khadi
fatima fati
zainab zee
shabana shab shabs
parveen pari pino
gurpreet guri gopi
harpreet harry preet
jaswinder jas jassi
sukhwinder sukhi
balwinder bali
kulwinder kully
manjit manj
agnieszka aga
katarzyna kasia
malgorzata gosia
krzysztof krzys
joanna asia jo joasia
barbara basia
magdalena magda
aleksandra ola
oleksandr sasha olek
volodymyr vova
mykola kolya
natalia natasha nata
tatiana tanya
dmitri dima
anastasia nastya stacey
ekaterina katya
svetlana sveta
ionut ion
oluwaseun seun
chukwuemeka emeka
emmanuel manny emma
immanuel manny
"""
