// Its fastest settings: compiled for run time (the default of this back end), no queue of messages, no exceptions
// caught, internal transitions where the state stays, refusals counted and not asserted.
#define BOOST_ALLOW_DEPRECATED_HEADERS
#define BOOST_BIND_GLOBAL_PLACEHOLDERS
#define BOOST_MPL_CFG_NO_PREPROCESSED_HEADERS
#define BOOST_MPL_LIMIT_LIST_SIZE 40
#define BOOST_MPL_LIMIT_VECTOR_SIZE 40
#include "workflow_rival.hpp"

#include <boost/msm/back/state_machine.hpp>
#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/state_machine_def.hpp>

namespace bench {
namespace {

using boost::msm::front::none;
using boost::msm::front::Row;

struct Dispatch {};
struct Sign {};
struct GiveBack {};
struct Contact {};
struct Park {};
struct Resume {};
struct Join {};
struct Reply {};
struct Review {};
struct Redo {};
struct Archive {};
struct Reopen {};

struct OrderDef : boost::msm::front::state_machine_def<OrderDef> {
  using no_exception_thrown = int;
  using no_message_queue = int;

  struct Received : boost::msm::front::state<> {};
  struct AwaitingSign : boost::msm::front::state<> {};
  struct Returned : boost::msm::front::state<> {};
  struct Handling : boost::msm::front::state<> {};
  struct Joint : boost::msm::front::state<> {};
  struct Parked : boost::msm::front::state<> {};
  struct Replied : boost::msm::front::state<> {};
  struct Reviewing : boost::msm::front::state<> {};
  struct Revising : boost::msm::front::state<> {};
  struct Visiting : boost::msm::front::state<> {};
  struct Archived : boost::msm::front::state<> {};
  struct Refused : boost::msm::front::state<> {};
  using initial_state = Received;

  using transition_table = boost::mpl::vector<
      Row<Received, Dispatch, AwaitingSign>, Row<Received, GiveBack, Refused>, Row<Received, Archive, Archived>,
      Row<AwaitingSign, Dispatch, none>, Row<AwaitingSign, Sign, Handling>, Row<AwaitingSign, GiveBack, Returned>,
      Row<Returned, Dispatch, AwaitingSign>, Row<Returned, GiveBack, Refused>, Row<Returned, Archive, Archived>,
      Row<Handling, Contact, none>, Row<Handling, Park, Parked>, Row<Handling, Reply, Replied>,
      Row<Handling, GiveBack, Returned>, Row<Handling, Join, Joint>,  //
      Row<Joint, Contact, none>, Row<Joint, Reply, Replied>, Row<Joint, Park, Parked>, Row<Joint, Resume, Handling>,
      Row<Parked, Resume, Handling>, Row<Parked, Contact, none>, Row<Parked, Archive, Archived>,            //
      Row<Replied, Review, Reviewing>, Row<Replied, Redo, Handling>, Row<Replied, Contact, none>,           //
      Row<Reviewing, Review, Visiting>, Row<Reviewing, Redo, Revising>, Row<Reviewing, GiveBack, Replied>,  //
      Row<Revising, Reply, Replied>, Row<Revising, Park, Parked>, Row<Revising, Contact, none>,
      Row<Revising, Join, Joint>,                                                                     //
      Row<Visiting, Archive, Archived>, Row<Visiting, Redo, Handling>, Row<Visiting, Contact, none>,  //
      Row<Archived, Reopen, Received>, Row<Archived, Review, Visiting>,                               //
      Row<Refused, Reopen, Received>, Row<Refused, Dispatch, AwaitingSign>, Row<Refused, Archive, Archived>>;

  template <class Machine, class Event>
  void no_transition(const Event&, Machine&, int) {
    ++refused;
  }

  std::size_t refused = 0;
};

using Order = boost::msm::back::state_machine<OrderDef, boost::msm::back::favor_runtime_speed>;

template <class State>
constexpr int number = boost::msm::back::get_state_id<Order::stt, State>::value;

std::uint8_t state_of(const Order& order) {
  static constexpr std::array<int, order_states.size()> numbers = {
      number<OrderDef::Received>, number<OrderDef::AwaitingSign>, number<OrderDef::Returned>,
      number<OrderDef::Handling>, number<OrderDef::Joint>,        number<OrderDef::Parked>,
      number<OrderDef::Replied>,  number<OrderDef::Reviewing>,    number<OrderDef::Revising>,
      number<OrderDef::Visiting>, number<OrderDef::Archived>,     number<OrderDef::Refused>};
  std::uint8_t state = 0;
  while (numbers[state] != order.current_state()[0]) ++state;
  return state;
}

void tell(Order& order, std::uint8_t verb) {  // in the order of order_verbs
  switch (verb) {
    case 0:
      order.process_event(Dispatch{});
      break;
    case 1:
      order.process_event(Sign{});
      break;
    case 2:
      order.process_event(GiveBack{});
      break;
    case 3:
      order.process_event(Contact{});
      break;
    case 4:
      order.process_event(Park{});
      break;
    case 5:
      order.process_event(Resume{});
      break;
    case 6:
      order.process_event(Join{});
      break;
    case 7:
      order.process_event(Reply{});
      break;
    case 8:
      order.process_event(Review{});
      break;
    case 9:
      order.process_event(Redo{});
      break;
    case 10:
      order.process_event(Archive{});
      break;
    default:
      order.process_event(Reopen{});
      break;
  }
}

}  // namespace

Walked walk_msm(const std::vector<std::uint8_t>& verbs) {
  Order order;
  order.start();
  for (const std::uint8_t verb : verbs) tell(order, verb);
  return {state_of(order), order.refused};
}

std::vector<std::uint8_t> states_of_msm(const std::vector<std::uint8_t>& verbs) {
  Order order;
  order.start();
  std::vector<std::uint8_t> states;
  for (const std::uint8_t verb : verbs) {
    tell(order, verb);
    states.push_back(state_of(order));
  }
  return states;
}

}  // namespace bench
