// SPDX-License-Identifier: Apache-2.0
// The moves of the arc-eager system.
#include "parse/arc_eager.h"

namespace sitrep {

void ArcEagerState::start(std::size_t tokens) {
  tokens_ = tokens;
  next_ = 0;
  stack_.clear();
  returned_.clear();
  arcs_.assign(tokens, {});
  if (tokens > 0) arcs_[0].sentence_begins = true;
}

int ArcEagerState::buffer(std::size_t ahead) const {
  if (ahead < returned_.size()) return returned_[returned_.size() - 1 - ahead];
  const std::size_t token = next_ + ahead - returned_.size();
  return token < tokens_ ? static_cast<int>(token) : absent;
}

bool ArcEagerState::can(Move move) const {
  const int front = buffer(0);
  switch (move) {
    case shift:
      return stack_.empty() || (buffer_size() >= 2 && !begins_sentence(front) && !arcs_[front].put_back);
    case reduce:
      return !stack_.empty();
    case left:
    case right:
      return !stack_.empty() && front != absent && !begins_sentence(front);
    case break_sentence: {
      const int second = buffer(1);
      return second != absent && second == front + 1 && !begins_sentence(second);
    }
  }
  return false;
}

void ArcEagerState::apply(Move move, ArcLabel label) {
  switch (move) {
    case shift:
      stack_.push_back(take_from_buffer());
      return;
    case reduce: {
      const int top = stack_.back();
      const bool keep_looking = arcs_[top].head == absent && stack_.size() > 1;
      stack_.pop_back();
      if (!keep_looking) return;
      arcs_[top].put_back = true;
      returned_.push_back(top);
      return;
    }
    case left:
      attach(buffer(0), stack_.back(), label);
      arcs_[buffer(0)].put_back = false;
      stack_.pop_back();
      return;
    case right:
      attach(stack_.back(), buffer(0), label);
      stack_.push_back(take_from_buffer());
      return;
    case break_sentence:
      arcs_[buffer(1)].sentence_begins = true;
      return;
  }
}

int ArcEagerState::take_from_buffer() {
  if (returned_.empty()) return static_cast<int>(next_++);
  const int token = returned_.back();
  returned_.pop_back();
  return token;
}

void ArcEagerState::attach(int head, int child, ArcLabel label) {
  detach(child);
  int& last = last_child(head, child);
  arcs_[child].head = head;
  arcs_[child].label = label;
  arcs_[child].before = last;
  last = child;
}

/// A word that a left arc takes from its head is always the child which that head had got last.
void ArcEagerState::detach(int child) {
  if (arcs_[child].head == absent) return;
  int& last = last_child(arcs_[child].head, child);
  if (last == child) last = arcs_[child].before;
}

std::array<int, ArcEagerState::places> ArcEagerState::context() const {
  const auto last_left = [&](int token) { return token == absent ? absent : arcs_[token].last_left; };
  const auto last_right = [&](int token) { return token == absent ? absent : arcs_[token].last_right; };
  const int front = buffer(0), top = stack(0);
  return {front, buffer(1), top, stack(1), stack(2), last_left(front), last_left(top), last_right(top)};
}

}  // namespace sitrep
