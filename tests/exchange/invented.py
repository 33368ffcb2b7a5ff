"""Invented lists in the shape of the published ones: no such place, postcode or person exists."""

LIBRARIES = """name,address,postcode,type,email,website,area_name,area_code,lon,lat
Alderbank Library,"Mill Lane, Alderbank",OL99 1AA,Community run library,hello@alderbank.example,\
http://www.alderbank.example/library,Alderbank,E08999999,-2.1,53.5
Wren Street Library,"1 Wren Street, Alderbank",OL99 1AB,Local authority run library,NA,NA,\
Alderbank,E08999999,-2.11,53.51
"""

FOOD_BANKS = """Name,Referral method,Opening times,Address,Postcode,Contact,Website,Area name
Mossfield Pantry,Foodbank Voucher,Tuesdays 11am - 1pm,"The Old Mill
1-3 Moss Street
Alderbank",OL99 1AE,pantry@mossfield.example 0161 496 0123,http://mossfield.example/,Alderbank
Brook Chapel Café,Not known,Not known,"Brook Row, Alderbank",OL99 1AD,Not known,NA,Alderbank
"""

PHARMACIES = """pharmacy_name,address,postcode,opening_hours_monday,opening_hours_tuesday,\
opening_hours_wednesday,opening_hours_thursday,opening_hours_friday,opening_hours_saturday,\
opening_hours_sunday,organisation_data_service_code,la_name
Alderbank Chemist,"2 Mill Lane,Alderbank",OL99 1AA,"09:00-13:00,14:00-18:00",\
"09:00-13:00,14:00-18:00","09:00-13:00,14:00-18:00",09:00-12:00,09:00-12:00,CLOSED,CLOSED,\
ZZ999,Alderbank
"""

POSTCODES = """pcd7,pcd8,pcds,dointr,doterm,usertype,oa11cd,lsoa11cd,msoa11cd,ladcd,lsoa11nm
OL991AA,OL99 1AA,OL99 1AA,199801,,0,E00999991,E01999991,E02999999,E08999999,Alderbank 001A
OL991AB,OL99 1AB,OL99 1AB,198001,199405,0,E00999992,E01999991,E02999999,E08999999,Alderbank 001A
OL991AE,OL99 1AE,OL99 1AE,199801,,0,E00999993,E01999992,E02999999,E08999999,Alderbank 001B
"""

GRID = """Postcode,Positional_quality_indicator,Eastings,Northings,Country_code
OL99 1AA,10,393482,404988,E92000001
OL99 1AD,90,0,0,E92000001
"""

CENTRES = """LSOACD,latitude,longitude,lsoa11cd
E01999991,53.53,-2.10,E01999991
E01999992,53.54,-2.11,E01999992
"""

CHANGES = """lsoa11_name,lsoa11_code,change_code,lsoa21_name,lsoa21_code,ltla22_name,ltla22_code
Alderbank 001A,E01999991,U,Alderbank 001A,E01999991,Alderbank,E08999999
Alderbank 001B,E01999992,S,Alderbank 002A,E01999993,Alderbank,E08999999
Alderbank 001B,E01999992,S,Alderbank 002B,E01999994,Alderbank,E08999999
"""

ALL = {
    "alderbank_libraries.csv": LIBRARIES,
    "alderbank_food_banks.csv": FOOD_BANKS,
    "alderbank_pharmacies.csv": PHARMACIES,
    "postcodes.csv": POSTCODES,
    "grid.csv": GRID,
    "centres.csv": CENTRES,
    "changes.csv": CHANGES,
}
