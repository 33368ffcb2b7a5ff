"""Names that are one name in another spelling.

Written from what a desk in a northern English town meets. Each line of `SPELLINGS` is one name,
the usual form first; a second line with the same first form goes on with it.
"""

SPELLINGS = """
mohammed muhammad mohammad muhammed mohamed mohamad mohamud muhamad mehmet mehmed mahomed
mohammed mohd mohamet mhd mohamadou mamadou محمد মোহাম্মদ মুহাম্মদ মোঃ
ahmed ahmad ahmet achmed ahmadi احمد আহমেদ
ali aly alee علی علي আলী
hussain hussein husain hossain hossein husayn hussien hussaini hosen hussin حسین حسين হোসেন
hassan hasan hassen hasson حسن হাসান
akhtar aktar akhter akter aktor akthar akther اختر আক্তার
begum begam bagum bigum begom بیگم বেগম
bibi beebi beebee bebe bi بی بی
khan kahn khaan خان খান
khatun khatoon khatoun khathun khatum خاتون খাতুন
chaudhry choudhury chowdhury choudhry chaudhary chaudhari chaudry chaudhri choudry chowdhry
chaudhry choudhary choudry چودھری চৌধুরী
sheikh shaikh shaykh sheik cheikh shekh شیخ শেখ
syed sayed sayyid syeed saeyd sayyed seyed سید সৈয়দ
abdul abdal abdel abd عبد عبدال আব্দুল
abdullah abdallah abdulla abdullahi abdoulaye عبدالله عبداللہ আব্দুল্লাহ
abdulrahman abdurrahman abdurahman abdulrehman abdirahman abdelrahman abdurrehman عبدالرحمن
abdulaziz abdelaziz abdulazeez abdiaziz عبدالعزيز عبدالعزیز
abdulkarim abdulkareem abdelkarim عبدالكريم عبدالکریم
abdulqadir abdulkadir abdelkader abdulqader abdikadir عبدالقادر
rahman rehman rahmaan rahmon rohman رحمن رحمان রহমান
rahim raheem rahem rohim رحیم رحيم রহিম
karim kareem kerim korim کریم كريم করিম
salim saleem selim سلیم سليم সেলিম
nadim nadeem nadiem ندیم نديم
wasim waseem wassim وسیم وسيم
naeem naim nayeem nayim نعیم نعيم
nasim naseem nassim نسیم نسيم
shamim shameem shamin شمیم شميم
rashid rasheed raashid راشد رشید رشيد
hamid hameed حمید حميد
majid majeed ماجد مجید مجيد
sajid saajid sajeed ساجد
wahid waheed واحد وحید وحيد
walid waleed oualid ولید وليد
khalid khaled khaleed خالد
tariq tarik tareq tarek طارق
faisal faysal feisal faizal فیصل فيصل
imran emran imraan عمران
usman uthman osman cusmaan othman ousmane usmaan عثمان
omar umar umer omer oumar عمر
yusuf yousuf yousaf yousef youssef yusef yosef usuf yousif yoosuf یوسف يوسف
yaqub yaqoob yakub yacoub yaqoub yakoob یعقوب يعقوب
ibrahim ebrahim ibraheem ebrahem brahim ibrahem ابراہیم ابراهيم
ismail ismael esmail ismaeel ismaiel اسماعیل اسماعيل
ishaq ishak ishaaq eshaq اسحاق
isa eesa issa easa عیسی عيسى
musa mousa moosa moussa موسی موسى
haroon harun haroun haroone ہارون هارون
sulaiman suleman suleiman sulayman soliman suliman solayman سلیمان سليمان
dawud dawood daud daood داود داؤد
yahya yahia yehia yahyah یحیی يحيى
zakariya zakaria zakariyya zakariyah zakria زکریا زكريا
mustafa mustapha mostafa moustafa mustaffa مصطفی مصطفى
mahmood mahmud mehmood mahmoud mehmud محمود
mansoor mansour mansur منصور
masood masud massoud masoud مسعود
maqsood maqsud مقصود
farooq faruk farouk faruq farook فاروق
shafiq shafique shafeeq shafik chafik شفیق شفيق
rafiq rafique rafeeq rafik رفیق رفيق
siddiq siddique siddiqui siddiqi sadiq saddiq sadique siddeeq صدیق صديق
ashraf ashrof achraf اشرف
akram akrom اکرم اكرم
aslam aslom اسلم
anwar anwer anwaar انور أنور
iqbal eqbal iqball اقبال
javed javaid jawaid jawed javid jaweed جاوید
pervez parvez pervaiz parvaiz perwez پرویز
shahid shaheed شاہد شاهد
zahid zaheed زاہد زاهد
zafar zaffar zafer ظفر
zaheer zahir ظہیر ظهير
zubair zubeir zobair zubayr زبیر زبير
bilal belal bilaal bilel بلال
hamza hamzah hamzeh حمزہ حمزة
qasim kasim qasem kassim قاسم
arif aarif aref عارف
asif aasif asef آصف
atif aatif عاطف
kashif kashef کاشف
adil adeel aadil عادل عدیل
aqib aaqib عاقب
amir aamir ameer emir عامر امیر أمير
amin ameen امین أمين
azam aazam اعظم
aziz azeez عزیز عزيز
bashir basheer bachir بشیر بشير
nazir nazeer nazir نذیر نظیر
munir muneer mounir منیر منير
nasir naser nasser naseer ناصر نصیر
jamil jameel djamil gamil جمیل جميل
jamal jamaal gamal djamal جمال
kamal kamaal kemal کمال كمال
latif lateef لطیف لطيف
sharif shareef cherif sherif شریف شريف
saeed said saeid sayeed saied سعید سعيد
saleh salih صالح
idris idrees edris ادریس إدريس
ilyas elyas ilias الیاس إلياس
riaz riyaz riyadh riaaz ریاض رياض
raza reza rida رضا
shah shaah شاہ شاه
mirza meerza مرزا
malik maalik malek ملک مالك
mahbub mehboob mahboob محبوب
mohsin mohsen muhsin محسن
muzaffar muzafar muzaffer مظفر
mubarak mobarak مبارک مبارك
mujahid mojahid مجاہد
islam eslam اسلام إسلام
uddin udin uddeen
ullah ulla ullaah
haq haque huq hoque haqq حق
miah mia miya mian miyah miaah میاں মিয়া মিয়া
ghulam gulam golam gholam غلام
karam korom
mukhtar muktar moktar mokhtar مختار
fatima fatimah fathima fatema fatma fatemah fatoumata faatimah فاطمہ فاطمة ফাতেমা
aisha ayesha aysha aishah aicha ayshah aesha aisyah عائشہ عائشة আয়েশা
khadija khadijah khadeeja hadija khadeejah خدیجہ خديجة
zainab zaynab zeinab zaineb zenab زینب زينب
maryam mariam meriem maryum mariyam mariama meryem مریم مريم
amina aminah ameena aamina aminata amena آمنہ أمينة امینہ
halima halimah haleema حلیمہ حليمة
hafsa hafsah حفصہ
safia safiya safiyya safiyyah sophiya صفیہ صفية
sumaiya sumayya sumaya sumayyah soumaya سمیہ سمية
ruqayya rukaya ruqaiya ruqia roqaya رقیہ رقية
saima saimah sayma صائمہ
samina sameena سمینہ ثمینہ
shabana shabanah shabna shabaana shobana شبانہ
shazia shaziya shazya شازیہ
nazia naziya نازیہ
sadia sadiya saadia سعدیہ
rabia rabiya rabiah رابعہ
asma asmaa asmah اسماء أسماء
saira sairah saera سائرہ
sara sarah sarra saara سارہ سارة
noor nur nour noora نور
nasreen nasrin nesrin nesreen نسرین نسرين
parveen parvin perveen parwin parvine پروین পারভীন
yasmin yasmeen jasmin jasmine yasmine یاسمین ياسمين ইয়াসমিন
tasnim tasneem تسنیم
tahira tahirah طاہرہ
tahir taher طاہر طاهر
rukhsana ruksana rukhsanah roksana ruxana رخسانہ
razia raziya راضیہ رضیہ
rehana rihana reehana rayhana ریحانہ
robina rubina روبینہ
farzana farzanah فرزانہ
farida fareeda فریدہ فريدة
farid fareed ferid فرید فريد
shaheen shahin shahina شاہین
shamima shameema شمیمہ
nabila nabeela نبیلہ نبيلة
nabil nabeel نبیل نبيل
jamila jameela جمیلہ جميلة
kausar kauser kosar kowsar kawsar کوثر
kaur kour kaour ਕੌਰ
singh sing singhe ਸਿੰਘ सिंह
gurpreet gurprit ਗੁਰਪ੍ਰੀਤ
harpreet harprit
jaswinder jasvinder
sukhwinder sukhvinder
balwinder balvinder
kulwinder kulvinder
patel pattel પટેલ
sharma sarma शर्मा
kumar kumer koomar कुमार
lakshmi laxmi luxmi lakshmy
krishna krishnan krisna
deepak dipak
deepa dipa
meena mina
sunita suneeta
sanjay sanjai
vijay vijai bijoy
rajesh rajeesh
islamuddin islamudin
rahima raheema rohima
nazma najma nasma نجمہ
shirin shireen sherin شیرین
rina reena
ruma rooma
luthfur lutfur lutfor
mizanur mijanur
shofiqul shafiqul shofikul shafikul
rafiqul rofiqul rafikul
aminul ameenul
nurul noorul nural
monir moneer
sultana soltana sulthana سلطانہ
cohen cohn kohn coen
katherine catherine kathryn catharine kathrine katharine cathryn katarzyna katerina kateryna
katherine ekaterina
stephen steven stefan steffan stephan stephon stepan
philip phillip philipp filip
geoffrey jeffrey jeffery geoffery
alan allan allen alun
ann anne
anna ana
hannah hanna hana
sean shaun shawn
ian iain
graham graeme grahame
stuart stewart steward
brian bryan bryn
clare claire clair klara
elizabeth elisabeth elisabet elzbieta yelizaveta
isabel isobel isabelle isabella izabela
susan susanne suzanne susanna zuzanna suzan
theresa teresa tereza therese
margaret margarette margret malgorzata marguerite
jacqueline jaqueline jacquelyn
lesley leslie
gillian jillian
deborah debra debora
michelle michele
nicholas nicolas nikolas mykola nicolae mikolaj
jonathan jonathon johnathan jonothan
john jon jan ivan
jean jeanne
joanne joann johanne
rebecca rebekah rebeka
sophie sofie
sophia sofia zofia sofiya
lucy lucie
emily emilie emilia
zoe zoey
caitlin kaitlin kaitlyn katelyn catelyn
niamh neve nieve
aoife eefa
siobhan shivaun chevonne
ciaran kieran kieron keiran kiaran
conor connor konnor
eoin owen eoghan
padraig patrick patrik patryk padraic
liam lyam
callum calum kallum
aidan aiden ayden
rhys reece reese rees
smith smyth smythe schmidt
thompson thomson tomson
clark clarke clerk
brown browne braun
green greene
taylor tailor tayler
davies davis davys
davison davidson
moore moor more
reid reed read
phillips philips phillipps
harris harries
matthews mathews
matthew mathew matteusz mateusz matei
rogers rodgers
roger rodger
hughes hughs huws
stephens stevens
stephenson stevenson
johnson johnston johnstone jonson
pierce pearce peirce
whittaker whitaker
schofield scholfield scofield
butterworth buterworth
oneill oneil
obrien obrian
oconnor oconner oconor
macdonald mcdonald
mckenzie mackenzie
mclean maclean
kelly kelley
doherty dougherty docherty
byrne byrnes
murphy murphey
nowak novak nowack
kowalski kowalska
wisniewski wisniewska
wojcik woycik
kaminski kaminska
lewandowski lewandowska
zielinski zielinska
agnieszka agnes
alexander aleksander alexandru oleksandr aleksandr alexandr aliaksandr
alexandra aleksandra oleksandra
andrew andrei andriy andrzej andrii andrey
michael mihai mikhail michal mykhailo mihail micheal mikael
peter piotr petro petru pyotr petr
paul pawel pavel pavlo
joseph jozef josef yosyp
george gheorghe georgi jerzy
vladimir volodymyr wladimir
sergei serhii sergey serhiy sergiu
dmitri dmytro dmitry dumitru
olena elena helena yelena
natalia nataliya natalya nataliia
tatiana tetiana tatyana tetyana
yulia iuliia julia yuliya
oksana oxana
svetlana svitlana
irina iryna irena
maria mary marie mariya mariia
ionut ionuţ
florin floryn
chukwu chuks
ngozi ngosi
oluwaseun seun
adebayo adebayor
abdi abdy
hodan hoodan
asha ascia
faduma fadumo fatuma fadhuma
tesfay tesfaye tesfai
haile hayle
yohannes johannes yohanes
gebre gebru
mebrahtu mebratu
kidane kidan
hiwet hewit
nguyen nguyan
"""
