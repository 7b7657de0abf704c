// The demo county as the stories know it. Everyone in it is invented.

export const places = {
  county: '520422',
  town: { id: '520422001', name: '定南街道' },
  village: { id: '520422001001', name: '塔山社区居民委员会' },
}

export const offices = {
  centre: 'centre',
  water: 'water',
  townCentre: 'town_centre.520422001',
  townMediation: 'town_mediation.520422001',
  village: 'village.520422001001',
}

export const categories = { drain: 'dispute.neighbour.drain', ditch: 'service.water.ditch' }

export const password = 'Jia-Men-Kou-2026'
