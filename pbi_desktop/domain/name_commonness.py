"""How common names are in a town such as Oldham, roughly: a judgement, never a count of records.

Each tier is the share of people who bear a name of it, and the names, in their usual spelling.
A name that is in none is rare: two people who share it are likely one, or of one family.
"""

RARE = 0.0002

TIERS: tuple[tuple[float, str], ...] = (
    (
        0.03,
        "mohammed khan begum",
    ),
    (
        0.012,
        "hussain ahmed ali bibi akhtar smith jones miah uddin abdul",
    ),
    (
        0.006,
        "taylor brown williams wilson johnson davies patel kaur singh hassan islam rahman"
        " khatun mahmood iqbal david john michael paul sarah susan margaret elizabeth mary"
        " james robert william thomas peter stephen andrew mark christopher anna shah malik"
        " chaudhry fatima aisha",
    ),
    (
        0.003,
        "walker wright robinson thompson white hughes edwards green hall wood harris lewis"
        " martin jackson clark roberts turner hill cooper ward moore morris king watson baker"
        " harrison morgan young allan scott mitchell anderson phillips campbell bell lee kelly"
        " miller davison evans schofield whitehead buckley ashworth butterworth mills lees"
        " howarth kershaw clegg ogden wild shaw bailey murphy newton garside"
        " daniel matthew anthony richard jonathan kevin ian brian karen julie christine linda"
        " jane joanne nicola helen claire lisa emma rebecca laura amy charlotte sophie jessica"
        " olivia jack joshua oliver harry george charlie joseph samuel emily lucy grace"
        " katherine patricia barbara jean joan dorothy alan kenneth ronald philip gary lynn"
        " yusuf ibrahim ismail imran omar usman bilal hamza khalid tariq javed pervez nasreen"
        " parveen shabana samina shazia zainab maryam amina khadija halima yasmin noor aslam"
        " akram ashraf hamid rashid shahid karim sheikh syed sultana raza aziz"
        " haq ullah mirza ghulam",
    ),
    (
        0.001,
        "adams allen barker barnes bennett booth brooks butler carter chapman collins cook cox"
        " dixon ellis fisher foster fox gibson graham grant gray griffiths hamilton harvey"
        " holmes hunt hunter jenkins kennedy knight lloyd marshall mason matthews"
        " mcdonald murray owen palmer parker pearson pierce powell price reid reynolds"
        " richards richardson rogers rose russell ryan simpson stephens stephenson stewart"
        " sullivan walsh watts webb wells west wilkinson woods barlow beaumont bradbury"
        " brierley chadwick cheetham collinge crompton dawson dunkerley fielding gartside"
        " greaves halliwell hilton hindle holden holt hopkinson hulme jagger lord marsland"
        " mellor needham nuttall rhodes royle scholes sutcliffe tattersall travis tetlow"
        " whittaker whitworth winterbottom wolstenholme wrigley obrien oneill oconnor doyle"
        " byrne doherty gallagher farrell quinn kowalski nowak wisniewski popescu ionescu"
        " abigail adam alexander alice alison amanda angela ann ashley barry benjamin beverley"
        " bradley callum cameron carl carol caroline chloe connor craig darren dawn dean deborah"
        " denise derek diane donna edward eileen ellie eric fiona frank gareth geoffrey georgia"
        " gillian gordon hannah harold heather irene jacqueline jake jamie janet janice"
        " jason jennifer jill jordan joyce kathleen kim kyle leanne leon lesley liam"
        " lorraine louise luke lynne malcolm mandy maureen megan melissa michelle natalie"
        " nathan neil nigel pamela pauline rachel raymond robin roger sally samantha sandra"
        " sean sharon sheila shirley simon stacey stuart sylvia teresa tina tracey trevor"
        " vanessa veronica victoria wayne wendy zoe agnieszka katarzyna maria piotr pavel"
        " ionut andrei adil adnan amir anwar arif asif asma atif farah farida faisal farhan"
        " farooq farzana haroon idris ilyas ishaq jamal jamil kamran kausar latif majid masood"
        " mohsin musa mustafa nadia nadim naeem nasir nazia nazir qasim rabia rafiq rahim razia"
        " rehana riaz rizwan robina rukhsana sadia safia saima saira sajid salim sana saeed"
        " shafiq shaheen shakeel shamim sharif siddiq sulaiman sumaiya tahir tahira tanvir"
        " tasnim wasim yaqub zafar zaheer zahid zakariya zubair nazma rahima rina ruma salma"
        " sharma kumar gurpreet harpreet jaswinder nguyen abdi osman",
    ),
)
