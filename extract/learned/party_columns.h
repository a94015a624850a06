#ifndef DEALWIRE_EXTRACT_LEARNED_PARTY_COLUMNS_H_
#define DEALWIRE_EXTRACT_LEARNED_PARTY_COLUMNS_H_

#include <cstddef>
#include <iterator>
#include <tuple>

#include "extract/frames/cues.h"
#include "extract/frames/frames.h"
#include "extract/learned/other_sums.h"

// What stands where in a row of PartyFeatures, behind what is of the sum: for party_features.cc.
namespace dealwire::party_columns {

inline constexpr auto kByOthers = static_cast<size_t>(OtherSums::By::kCount);
inline constexpr auto kTriggers = static_cast<size_t>(Cue::kSite);  // classes: IsTrigger

// What the two have in common, and the word that tells the deal.
struct Pair {
  enum Place : size_t {
    kTrigger,      // its class
    kNextTrigger,  // that of the next nearest one of another class
    kTriggerFar,
    kTriggerBehind,
    kStepUp,  // from the tier of the customer to that of the provider
    kOrder,   // of the two in the sentence
    kBoth,    // stand in it
    kConjoined,
    kSameGroup,  // in the registry, where who was bought stands under its buyer
    kToldPair,   // of a deal of the article
    kPartners,   // articles that know the one as the customer of the other (Partners)
    kPartnersReversed,
    kSameSum,  // by what its other tellings say (OtherSums)
    kOtherSums,
    kPreviousSum,
    kPairFeatures
  };
};

struct Who {
  enum Place : size_t {
    kNobody,
    kMentions,
    kFar,
    kBefore,
    kPlace,
    kPlaceFromEnd,
    kLastBefore,
    kFirstBehind,
    kMarks,  // a place for each bit of Relation
    kUnmarked = kMarks + std::tuple_size_v<decltype(Frame::roles)>,
    kInflected,
    kAgent,
    kSide,
    kFirstPerson,
    kPronoun,
    kStandIn,
    kInChip,  // named as the maker of a chip alone
    kContractor,
    kInSegment,
    kConjoinedWith,
    kToTrigger,  // bytes, below 0 before it
    kBeforeTrigger,
    kBetween,  // it and the trigger: others
    kKnown,
    kStrong,
    kProduct,
    kTier,
    kSells,
    kLaboratory,
    kInvestor,
    kBuilder,
    kPublic,
    kCustomerElsewhere,  // articles that know it as that (Partners)
    kProviderElsewhere,
    kSince,  // the last sentence that named it, in sentences
    kUntil,
    kHead,          // of the heads of its block, its place
    kHeads,         // how many its block has
    kFirstOfBlock,  // nobody is named before it in the block
    kSinceInBlock,  // the last sentence that named it stands in the block
    kNamesOfBlock,  // so far, with this sentence's
    kInPrevious,    // which of its names it is
    kNamesInPrevious,
    kInBeforePrevious,
    kNamesInBeforePrevious,
    kInTitle,
    kSubject,
    kOther,
    kHero,
    kLead,
    kSiteBuilder,
    kShare,  // of the sentences
    kRank,
    kCustomerIn,  // how many of the article's other deals
    kProviderIn,
    kCustomerOfLast,
    kProviderOfLast,
    kCustomerBeside,  // in a deal of this sentence or the one before
    kProviderBeside,
    kTellsCustomer,  // by the words beside it
    kTellsProvider,
    kCustomerBy,  // what the other sums say: a place for each of OtherSums::By
    kProviderBy = kCustomerBy + kByOthers,
    kToClass = kProviderBy + kByOthers,  // as kToTrigger, of the nearest trigger of each class
    kPartyFeatures = kToClass + kTriggers
  };
};

inline constexpr const char* kPairNames[] = {
    "pair.trigger",    "pair.next_trigger", "pair.trigger_far", "pair.trigger_behind",
    "pair.step_up",    "pair.order",        "pair.both",        "pair.conjoined",
    "pair.same_group", "pair.told",         "pair.partners",    "pair.partners_reversed",
    "pair.same_sum",   "pair.other_sums",   "pair.previous_sum"};
static_assert(std::size(kPairNames) == Pair::kPairFeatures);

inline constexpr const char* kPartyNames[] = {"nobody",
                                              "mentions",
                                              "far",
                                              "before",
                                              "place",
                                              "place_from_end",
                                              "last_before",
                                              "first_behind",
                                              "as_subject",
                                              "as_object",
                                              "with",
                                              "from",
                                              "to",
                                              "by",
                                              "in",
                                              "between_two",
                                              "at",
                                              "of",
                                              "unmarked",
                                              "inflected",
                                              "agent",
                                              "side",
                                              "first_person",
                                              "pronoun",
                                              "stand_in",
                                              "in_chip",
                                              "contractor",
                                              "in_segment",
                                              "conjoined_with",
                                              "to_trigger",
                                              "before_trigger",
                                              "between",
                                              "known",
                                              "strong",
                                              "product",
                                              "tier",
                                              "sells",
                                              "laboratory",
                                              "investor",
                                              "builder",
                                              "public",
                                              "customer_elsewhere",
                                              "provider_elsewhere",
                                              "since",
                                              "until",
                                              "head",
                                              "heads",
                                              "first_of_block",
                                              "since_in_block",
                                              "names_of_block",
                                              "in_previous",
                                              "names_in_previous",
                                              "in_before_previous",
                                              "names_in_before_previous",
                                              "in_title",
                                              "subject",
                                              "other",
                                              "hero",
                                              "lead",
                                              "site_builder",
                                              "share",
                                              "rank",
                                              "customer_in",
                                              "provider_in",
                                              "customer_of_last",
                                              "provider_of_last",
                                              "customer_beside",
                                              "provider_beside",
                                              "words_customer",
                                              "words_provider",
                                              "customer_by_same",
                                              "customer_by_all",
                                              "customer_by_most",
                                              "customer_by_previous",
                                              "customer_by_next",
                                              "provider_by_same",
                                              "provider_by_all",
                                              "provider_by_most",
                                              "provider_by_previous",
                                              "provider_by_next"};
static_assert(std::size(kPartyNames) == Who::kToClass);

}  // namespace dealwire::party_columns

#endif  // DEALWIRE_EXTRACT_LEARNED_PARTY_COLUMNS_H_
