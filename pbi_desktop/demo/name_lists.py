"""Names for people who do not exist: given and family names as mixed as a northern town's.

A family name is picked from the common ones or put together from parts, so that a small
demo sounds right and a large one has many thousands.
"""

from dataclasses import dataclass


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


@dataclass(frozen=True)
class NameStock:
    """The names of one community, and the language that its elders may prefer."""

    share: int
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]
    middles: tuple[str, ...] = ()
    women_families: tuple[str, ...] = ()
    women_endings: tuple[str, ...] = ()
    young_women: tuple[str, ...] = ()
    young_men: tuple[str, ...] = ()
    old_women: tuple[str, ...] = ()
    old_men: tuple[str, ...] = ()
    doubles_names: bool = False
    language: str = "English"
    interpreter_share: float = 0.0


ENGLISH = NameStock(
    share=50,
    women=_split(
        "Janet Carol Denise Linda Susan Maureen Sheila Brenda Gillian Tracey Michelle Joanne"
        " Lisa Donna Kelly Pauline Lorraine Julie Debbie Wendy Heather Alison Karen Mandy Dawn"
        " Sharon Cheryl Tina Andrea Sandra Angela Jackie Maxine Nicola Paula Vicky"
    ),
    men=_split(
        "Alan Barry Brian Colin Dennis Keith Kenneth Malcolm Neil Raymond Terence Trevor Wayne"
        " Darren Gary Lee Craig Dean Shaun Carl Stuart Jason Adrian Graham Les Gordon Philip"
        " Martin Nigel Russell Glenn Clive"
    ),
    old_women=_split("Jean Dorothy Rita Norma Beryl Elsie Vera Doris Edna Winifred Hilda Marjorie"),
    old_men=_split("Eric Frank Geoffrey Harold Norman Roy Stanley Clifford Walter Arthur Ronald"),
    doubles_names=True,
    young_women=_split(
        "Chloe Megan Ellie Paige Courtney Amber Freya Poppy Daisy Ruby Evie Lily Hannah Bethany"
        " Kirsty Gemma Stacey Hayley Leanne Natalie Becky Jodie Zoe Abigail Holly Molly Isla"
    ),
    young_men=_split(
        "Liam Kyle Jordan Callum Connor Nathan Josh Luke Jake Ethan Tyler Mason Alfie Archie"
        " Harvey Leo Oscar Reece Dylan Bradley Ashley Scott Ryan Freddie Noah Finley Toby"
    ),
    families=_split(
        "Whitworth Butterfield Kershaw Buckley Schofield Greaves Ogilby Hallworth Clegg Wrigley"
        " Brierley Mellor Lomax Haslam Entwhistle Rudd Fielding Crossley Hirst Sugden Firth"
        " Radcliffe Shipley Barlow Stott Heap Cropper Dyson Hoyle Marsden Pogson Rigby Sykes"
        " Tetlow Turnbull Unsworth Wild Yates Bardsey Cartwright Dawson Eccleshall Garside Holt"
    ),
    beginnings=_split(
        "Ash Birch Black Brad Bram Brier Broad Butter Cald Clay Clough Cop Crag Crimp Dob Dun"
        " Elm Farn Fern Fog Gar Green Grim Hag Hal Harrow Hasling Haw Hazel Heb High Hol Horn"
        " Kel Kirk Lang Lind Long Low Marl Mill Moor Nether New Oak Over Pen Pick Rad Raven Red"
        " Rams Ren Rish Row Rush Sad Scar Sel Shaw Shep Sil Stan Stone Strin Swin Thorn Thur Tod"
        " Up Wad Wal Ward Water Wel West Whal White Wim Win Wood Wool Worm Wy Yel"
    ),
    endings=_split(
        "worth ley shaw ton bottom clough field croft royd den house wood bank stall head side"
        " foot thwaite low man son well ford bourne by combe cote dale hurst mere more ridge"
        " royle stead stone tree ward wick yard acre gate holme rigg sall tor mond"
    ),
    middles=_split("er ing en le o ham es"),
)
IRISH = NameStock(
    share=6,
    doubles_names=True,
    women=_split(
        "Bridget Kathleen Eileen Noreen Siobhán Aoife Niamh Róisín Ciara Orla Sinéad Gráinne"
        " Maeve Deirdre Philomena Concepta Bernie Nuala Úna Fionnuala"
    ),
    men=_split(
        "Seamus Padraig Declan Brendan Kieran Eamonn Fergal Cormac Donal Niall Ciarán Oisín"
        " Cathal Dermot Gerard Malachy Tadhg Finbar Colm Rory"
    ),
    families=_split(
        "O'Malley O'Hara McGinty Gallagher Devaney Tierney Brannigan Rafferty Hanlon Mulvaney"
        " O'Shaughnessy McGlynn Cafferkey Durkan Lavelle Ruane"
    ),
    beginnings=_split(
        "O'Bren O'Cal O'Dun O'Far O'Gor O'Hal O'Ker O'Lav O'Mul O'Rag McAl McBren McCar McDer"
        " McEl McFad McGar McIl McKen McLar McNam McQuil Bran Cas Dev Fin Gil Hen Kil Mul Ren"
    ),
    endings=_split("nan lan gan ley neen ney ty rin van doon cher ran ligan nessy mott vey"),
)
PAKISTANI = NameStock(
    share=20,
    women=_split(
        "Samina Parveen Rukhsana Shazia Nazia Farzana Tahira Yasmeen Robina Saima Sadia Aneesa"
        " Zainab Fatima Khadija Amina Iqra Mehwish Sidra Hafsa Maryam Rabia Sumaira Uzma Naila"
        " Ghazala Razia Zubeda Kulsoom Sughra Halima Asma Bushra Noor Aaliyah Inaya Zoya Mahnoor"
    ),
    men=_split(
        "Tariq Nadeem Waqas Faisal Sajid Mohammed Imtiaz Zahid Arshad Khalid Pervez Javed Yousaf"
        " Bilal Usman Hamza Haris Zeeshan Adnan Kamran Asif Naveed Shafiq Rafiq Ghulam Mahmood"
        " Ishaq Yaqoob Ayaan Rayyan Zayn Ibrahim Haroon Danyal Saqib Junaid Amjad Liaqat"
    ),
    families=_split(
        "Hussain Khan Mahmood Iqbal Ahmed Malik Rehman Aslam Shah Rafique Bashir Ashraf Saleem"
        " Younis Sharif Zaman Akram Nazir Mirza Qureshi Butt Chaudhry Raja Sadiq Latif"
    ),
    women_families=_split(
        "Bibi Akhtar Kauser Begum Parveen Khatoon Jan Shaheen Nasreen Khan Hussain Malik Iqbal"
        " Mahmood Ahmed Aslam Shah Fatima Sultana"
    ),
    beginnings=_split(
        "Abdul Ghul Nasr Fazl Sher Noor Mehr Gul Shams Zia Khair Aziz Rahm Karim Habib Inay Luqm"
        " Salm Tahir Waz Yaq Zahr Bakht Dil Far Jahan Kamr Mansoor Naw Qas"
    ),
    endings=_split("an ullah din zai uddin wal i ani vi shah zada khel yar"),
    language="Urdu",
    interpreter_share=0.22,
)
BANGLADESHI = NameStock(
    share=11,
    women=_split(
        "Rahela Shirin Nazma Jusna Rubina Momtaz Hasna Lutfa Amena Rahima Sufia Taslima Ruksana"
        " Fahmida Nargis Salma Sabina Farhana Jannat Tamanna Nusrat Sumaiya Rokeya Monwara"
    ),
    men=_split(
        "Abdul Shahin Kamal Jamal Rahim Karim Mizanur Shofiqul Faruk Nurul Habibur Aminul Rezaul"
        " Tofazzul Anwar Jubair Tanvir Sabbir Rakib Nahid Mahin Fahim Azizur Moynul"
    ),
    families=_split(
        "Miah Uddin Ali Rahman Islam Hoque Choudhury Ullah Chowdhury Talukdar Haque Alom Sarkar"
        " Bhuiyan Hussain Karim Kalam"
    ),
    women_families=_split(
        "Begum Khatun Bibi Akter Nessa Sultana Khanom Banu Chowdhury Rahman Islam Ali Yasmin"
    ),
    beginnings=_split(
        "Abul Ajom Alim Bazl Fozl Gias Helal Ikram Jashim Kobir Lokm Mazid Mofiz Naz Osm Rais"
        " Saif Shams Taj Wahid Zakir"
    ),
    endings=_split("uddin ullah dar kar ul ur an iya oy er"),
    language="Bengali",
    interpreter_share=0.22,
)
POLISH = NameStock(
    share=4,
    women=_split(
        "Agnieszka Małgorzata Katarzyna Joanna Beata Dorota Monika Magdalena Zofia Hanna Aneta"
        " Grażyna Bożena Justyna Oliwia Maja Kinga Wioletta"
    ),
    men=_split(
        "Piotr Krzysztof Tomasz Paweł Marcin Łukasz Grzegorz Jakub Mateusz Bartosz Wojciech"
        " Zbigniew Sławomir Mirosław Filip Kacper Szymon Dariusz"
    ),
    families=_split(
        "Wójcik Mazur Krawczyk Wróbel Dudek Pawlak Sikora Baran Szewczyk Kubiak Kaczmarek Zając"
    ),
    beginnings=_split(
        "Brzozow Dąbrow Grabow Kalinow Lipow Malinow Olszew Sosnow Topol Wierzbow Bukow Czarnow"
        " Leśniew Makow Ostrow Piaskow Rybow Stawow Zawadow Jasiow Górn Kamion Borow Jaworow"
        " Klonow Wilkow Orlow Sarnow Zającow Białk Dobrow Gajow Jezior Kopań Lubow Mirow Nadoln"
    ),
    endings=_split("ski"),
    women_endings=_split("ska"),
    language="Polish",
    interpreter_share=0.15,
)
WEST_AFRICAN = NameStock(
    share=4,
    women=_split(
        "Abena Akosua Adwoa Efua Ama Ngozi Chioma Adaeze Ifeoma Folake Yetunde Funmilayo Bisi"
        " Aminata Fatoumata Mariama Blessing Comfort Grace Patience"
    ),
    men=_split(
        "Kwabena Kwame Yaw Kojo Kwesi Chukwuma Emeka Obinna Tunde Segun Babatunde Olumide Ayo"
        " Mamadou Ousmane Lamin Emmanuel Samuel Godwin Sunday"
    ),
    families=_split(
        "Asante Boateng Owusu Addo Ofori Agyeman Okonkwo Nwosu Eze Okafor Adebayo Ogunleye"
        " Balogun Jallow Ceesay Sowe Kamara Sesay"
    ),
    beginnings=_split(
        "Ade Ola Olu Ogun Akin Ayo Ife Oye Chukwu Nwa Oko Uche Eze Obi Ani Osei Ampo Ante Bo Nkr"
    ),
    endings=_split("bayo leye tunde kunle femi wale yemi mah fo nkwo adi nna ike ma dele sola"),
)
KURDISH = NameStock(
    share=2,
    women=_split("Shilan Hêvî Berîvan Rojîn Avan Shirin Nasrin Dilnaz Zîlan Jiyan Sozan Peyman"),
    men=_split("Azad Rêbîn Hiwa Karwan Serbest Dilovan Rizgar Soran Aram Baran Diyar Zana"),
    families=_split("Hamid Salih Rashid Karim Aziz Majid Qadir Faraj Omer Hassan Barzan Sharif"),
    beginnings=_split("Ber Dil Roj Ser Shêr Zer Kar Hêm New Sor"),
    endings=_split("wan van hat dar bîn zan kan yar"),
    language="Kurdish (Sorani)",
    interpreter_share=0.35,
)
ROMANIAN = NameStock(
    share=2,
    women=_split("Ioana Mihaela Elena Andreea Florentina Daniela Simona Larisa Rodica Viorica"),
    men=_split("Ionuț Marian Florin Cătălin Gheorghe Vasile Adrian Costel Răzvan Sorin"),
    families=_split("Munteanu Dumitru Stoica Lungu Ciobanu Rusu Stan Moldovan Lupu Ungureanu"),
    beginnings=_split("Codr Mold Munt Brad Crăc Drag Flor Ghin Iov Nist Petr Rădu Vlad Zam"),
    endings=_split("eanu escu iu aru oiu an"),
    language="Romanian",
    interpreter_share=0.2,
)
CARIBBEAN = NameStock(
    share=1,
    women=_split("Merlene Sonia Yvonne Beverley Marcia Claudette Shanice Tamika Keisha Hyacinth"),
    men=_split("Winston Desmond Leroy Errol Clive Delroy Tyrone Marlon Jermaine Everton"),
    families=_split("Campbell Francis Gordon Bailey Grant Powell Dacres Pinnock Blake Facey"),
    beginnings=_split("Camp Dac Fran Gor Hib Lind Mor Pin Row Stew Wal Wed"),
    endings=_split("bell res cis don bert say rison nock en art cott derburn"),
)

STOCKS = (
    ENGLISH,
    IRISH,
    PAKISTANI,
    BANGLADESHI,
    POLISH,
    WEST_AFRICAN,
    KURDISH,
    ROMANIAN,
    CARIBBEAN,
)
